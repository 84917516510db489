import type { Message } from '#app/i18n/index.ts'
import type { AreaStatistics, ItemStatistics } from '#app/statistics/index.ts'
import { roundHistory } from '#app/surveys/index.ts'
import type { ReleasedResults } from '#app/surveys/index.ts'
import type { Db } from '#db/connect.ts'
import { percent, rounded } from './data-set.ts'
import type { Column, DataSet } from './data-set.ts'

/** Cells of figures that are not published stay empty, and this stands in the last column. */
const hiddenNote = 'Không công bố: chưa đủ phiếu (n < 10), hoặc ô này sẽ làm lộ một ô chưa đủ phiếu'

const surveyNames = { education: 'giao_duc', dossier: 'thu_tuc' } as const

interface RoundRow {
  results: ReleasedResults
}

const roundColumns: readonly Column<RoundRow>[] = [
  { name: 'khao_sat', meaning: { vi: 'giao_duc: dịch vụ giáo dục; thu_tuc: giải quyết hồ sơ, thủ tục', en: 'giao_duc: education service; thu_tuc: handling of paperwork' }, cell: ({ results }) => surveyNames[results.round.questionnaire] },
  { name: 'ma_dot', meaning: { vi: 'Mã của đợt khảo sát, không đổi', en: 'Identifier of the survey round; never changes' }, cell: ({ results }) => results.round.id },
  { name: 'dot', meaning: { vi: 'Tên đợt khảo sát', en: 'Name of the round, in Vietnamese' }, cell: ({ results }) => results.round.name.vi },
  { name: 'tu_ngay', meaning: { vi: 'Ngày bắt đầu nhận phiếu (năm-tháng-ngày)', en: 'First day of the round (ISO 8601)' }, cell: ({ results }) => results.round.opensOn },
  { name: 'den_ngay', meaning: { vi: 'Ngày cuối nhận phiếu', en: 'Last day of the round' }, cell: ({ results }) => results.round.closesOn },
]

/** After the columns that were there before it. */
const plannedEnd: Column<RoundRow> = {
  name: 'den_ngay_du_kien',
  meaning: { vi: 'Ngày cuối nhận phiếu đã báo trước; muộn hơn den_ngay nghĩa là đợt đóng sớm', en: 'Last day as announced; later than den_ngay where the round was closed early' },
  cell: ({ results }) => results.round.plannedClosesOn,
}

/** At the end as well: whoever reads by position finds every column where it was. */
const formVersion: Column<RoundRow> = {
  name: 'phien_ban_mau',
  meaning: {
    vi: 'Phiên bản mẫu phiếu của đợt; khi số này đổi, chỉ so sánh những câu có cùng ma và cùng noi_dung',
    en: 'Version of the questionnaire; where it changes, compare only questions with the same ma and noi_dung',
  },
  cell: ({ results }) => results.round.questionnaireVersion,
}

interface QuestionRow extends RoundRow {
  scope: 'chung' | 'linh_vuc' | 'cau_hoi' | 'mong_doi'
  code: string
  wording: Message
  statistics: AreaStatistics | ItemStatistics | null
  /** Only for `mong_doi`. */
  expectation: { nValid: number; mean: number } | null
}

const questionColumns: readonly Column<QuestionRow>[] = [
  { name: 'cap', meaning: { vi: 'chung: hài lòng chung (con số chính); linh_vuc: gộp mọi câu trả lời của lĩnh vực; cau_hoi: từng câu hỏi; mong_doi: mức đáp ứng mong đợi', en: 'chung: overall (the headline); linh_vuc: all answers of an area pooled; cau_hoi: one question; mong_doi: expectation met' }, cell: (row) => row.scope },
  { name: 'ma', meaning: { vi: 'Mã lĩnh vực hoặc câu hỏi trong mẫu phiếu', en: 'Code of the area or question on the form' }, cell: (row) => row.code },
  { name: 'noi_dung', meaning: { vi: 'Tên lĩnh vực hoặc nội dung câu hỏi', en: 'Area or question, in Vietnamese' }, cell: (row) => row.wording.vi },
]

export const rates: DataSet<QuestionRow> = {
  title: { vi: 'Tỷ lệ hài lòng', en: 'Satisfaction rates' },
  columns: [
    ...roundColumns,
    { name: 'ngay_cong_bo', meaning: { vi: 'Ngày công bố kết quả; sau ngày này số liệu không đổi', en: 'Day of release; the figures do not change afterwards' }, cell: ({ results }) => results.releasedOn },
    { name: 'so_phieu', meaning: { vi: 'Số phiếu thu được trong đợt', en: 'Forms collected in the round' }, cell: ({ results }) => results.collected?.all ?? null },
    { name: 'so_duoc_hoi', meaning: { vi: 'Số gia đình được mời; với thu_tuc là số lượt trả kết quả hồ sơ; trống nếu không thống kê', en: 'Families invited; for thu_tuc results handed out; empty where nobody counted' }, cell: ({ results }) => results.round.audience },
    { name: 'ty_le_tra_loi', meaning: { vi: 'so_phieu chia cho so_duoc_hoi, phần trăm', en: 'so_phieu out of so_duoc_hoi, per cent' }, cell: ({ results }) => percent(results.responseRate) },
    ...questionColumns,
    { name: 'n', meaning: { vi: 'Số câu trả lời có chọn mức độ, không tính “Không ý kiến” và bỏ trống. Ở cấp linh_vuc là số câu trả lời, không phải số người', en: 'Answers with a level, without “no opinion” and blanks. For linh_vuc it counts answers, not people' }, cell: (row) => row.expectation?.nValid ?? row.statistics?.nValid ?? null },
    { name: 'ty_le_hai_long', meaning: { vi: 'Mức 4 và 5 chia cho n, phần trăm', en: 'Levels 4 and 5 out of n, per cent' }, cell: (row) => percent(row.statistics?.rate ?? null) },
    { name: 'khoang_thap', meaning: { vi: 'Cận dưới khoảng tin cậy 95 % (Wilson), phần trăm; chỉ có khi n là số người', en: 'Lower end of the 95 % interval (Wilson), per cent; only where n counts people' }, cell: (row) => percent(intervalOf(row)?.low ?? null) },
    { name: 'khoang_cao', meaning: { vi: 'Cận trên khoảng tin cậy 95 %', en: 'Upper end of the 95 % interval' }, cell: (row) => percent(intervalOf(row)?.high ?? null) },
    { name: 'trung_binh', meaning: { vi: 'Điểm trung bình từ 1 đến 5; với mong_doi là phần trăm mong đợi được đáp ứng, 0 đến 150', en: 'Mean level, 1 to 5; for mong_doi the percentage of expectation met, 0 to 150' }, cell: (row) => rounded(row.expectation?.mean ?? row.statistics?.mean ?? null) },
    { name: 'ghi_chu', meaning: { vi: 'Vì sao ô số liệu để trống', en: 'Why figures are empty' }, cell: (row) => (row.statistics === null && row.expectation === null ? hiddenNote : null) },
    plannedEnd,
    formVersion,
  ],
  async rows(db, school) {
    return (await bothSurveys(db, school)).flatMap((results) => [...questionRows(results), ...expectationRow(results)])
  },
}

const level = (value: 1 | 2 | 3 | 4 | 5, name: string, vi: string, en: string): Column<QuestionRow> => ({
  name,
  meaning: { vi: `Số câu trả lời “${vi}”`, en: `Answers “${en}”` },
  cell: (row) => row.statistics?.distribution[value - 1] ?? null,
})

export const distribution: DataSet<QuestionRow> = {
  title: { vi: 'Phân bố câu trả lời theo năm mức', en: 'How the answers spread over the five levels' },
  columns: [
    ...roundColumns,
    ...questionColumns,
    { name: 'n', meaning: { vi: 'Tổng năm mức', en: 'Sum of the five levels' }, cell: (row) => row.statistics?.nValid ?? null },
    level(1, 'muc_1', 'Rất không hài lòng', 'very dissatisfied'),
    level(2, 'muc_2', 'Không hài lòng', 'dissatisfied'),
    level(3, 'muc_3', 'Bình thường', 'neither'),
    level(4, 'muc_4', 'Hài lòng', 'satisfied'),
    level(5, 'muc_5', 'Rất hài lòng', 'very satisfied'),
    { name: 'khong_y_kien', meaning: { vi: 'Số câu trả lời “Không ý kiến”, không tính vào n', en: 'Answers “no opinion”, not part of n' }, cell: (row) => row.statistics?.nNoOpinion ?? null },
    { name: 'ghi_chu', meaning: { vi: 'Vì sao ô số liệu để trống', en: 'Why figures are empty' }, cell: (row) => (row.statistics === null ? hiddenNote : null) },
    plannedEnd,
    formVersion,
  ],
  async rows(db, school) {
    return (await bothSurveys(db, school)).flatMap(questionRows)
  },
}

async function bothSurveys(db: Db, school: { id: string }): Promise<ReleasedResults[]> {
  const histories = [await roundHistory(db, school, 'education'), await roundHistory(db, school, 'dossier')]
  return histories.flat().map((entry) => entry.results)
}

/** The headline, then every area with its questions. */
function questionRows(results: ReleasedResults): QuestionRow[] {
  const row = (scope: QuestionRow['scope'], code: string, wording: Message, statistics: QuestionRow['statistics']): QuestionRow =>
    ({ results, scope, code, wording, statistics, expectation: null })
  return [
    row('chung', results.overall.code, results.overall.wording, results.overall.statistics),
    ...results.areas.flatMap((area) => [
      row('linh_vuc', area.code, area.name, area.statistics),
      ...area.questions.map((question) => row('cau_hoi', question.code, question.wording, question.statistics)),
    ]),
  ]
}

function expectationRow(results: ReleasedResults): QuestionRow[] {
  const { expectation } = results
  return expectation === null ? [] : [{ results, scope: 'mong_doi', code: expectation.code, wording: expectation.wording, statistics: null, expectation }]
}

/** An area has none: its n counts answers, several from one person. */
function intervalOf({ statistics }: QuestionRow) {
  return statistics !== null && 'interval' in statistics ? statistics.interval : null
}

import { formatDate, formatNumber, formatPercent } from '../format.ts'
import type { Lang, Message } from '../index.ts'

/** The same sentence in both languages, with figures written as each language writes them. */
function both(vi: (share: (value: number) => string, number: (value: number, decimals?: number) => string) => string, en: typeof vi): Message {
  const write = (lang: Lang, words: typeof vi) => words((value) => formatPercent(value, lang), (value, decimals) => formatNumber(value, lang, decimals))
  return { vi: write('vi', vi), en: write('en', en) }
}

const points = (change: number) => Math.abs(change) * 100
const signed = (change: number, number: (value: number, decimals?: number) => string) => `${change > 0 ? '+' : change < 0 ? '−' : ''}${number(points(change), 2)}`

/** Words for rates and what makes them believable. */
export const figuresText = {
  surveys: {
    education: { vi: 'Dịch vụ giáo dục', en: 'Education service' },
    dossier: { vi: 'Giải quyết hồ sơ, thủ tục', en: 'Handling of paperwork' },
  },
  headline: {
    education: { vi: 'Hài lòng về dịch vụ giáo dục', en: 'Satisfied with the education service' },
    dossier: { vi: 'Hài lòng về giải quyết hồ sơ, thủ tục', en: 'Satisfied with how paperwork is handled' },
  },
  hidden: { vi: 'Chưa đủ phiếu (n < 10)', en: 'Too few answers (n < 10)' },
  hiddenWhy: {
    vi: 'Dưới 10 phiếu thì nhà trường không công bố, để không ai bị nhận ra. Khi một câu hỏi chưa đủ phiếu, câu có ít phiếu nhất còn lại trong lĩnh vực cũng được giữ kín: nếu không, lấy tổng trừ đi là ra con số đã giấu. Vì vậy một ô “Chưa đủ phiếu” có thể thuộc trường hợp này.',
    en: 'Figures from fewer than 10 answers are not published, so that nobody can be recognised. When a question has too few answers, the next smallest one of its area is kept back too: otherwise the hidden figure could be found by subtraction. So a cell marked “too few answers” may be of that second sort.',
  },
  satisfiedOf: (satisfied: number, n: number) =>
    both(
      (_, number) => `${number(satisfied)} trong ${number(n)} phiếu ghi hài lòng hoặc rất hài lòng`,
      (_, number) => `${number(satisfied)} of ${number(n)} answers say satisfied or very satisfied`,
    ),
  others: (neither: number, unsatisfied: number) =>
    both(
      (_, number) => `${number(neither)} phiếu ghi bình thường, ${number(unsatisfied)} phiếu ghi không hài lòng hoặc rất không hài lòng.`,
      (_, number) => `${number(neither)} say neither, ${number(unsatisfied)} dissatisfied or very dissatisfied.`,
    ),
  outside: (skipped: number, noOpinion: number): Message => {
    const list = (parts: (string | false)[], and: string) => parts.filter((part) => part !== false).join(and)
    return both(
      (_, number) => `Không tính ${list([skipped > 0 && `${number(skipped)} phiếu bỏ qua câu hỏi này`, noOpinion > 0 && `${number(noOpinion)} phiếu chọn “Không ý kiến”`], ' và ')}.`,
      (_, number) => `Not counted: ${list([skipped > 0 && `${number(skipped)} that skipped this question`, noOpinion > 0 && `${number(noOpinion)} with “no opinion”`], ' and ')}.`,
    )
  },
  interval: (low: number, high: number) =>
    both(
      (share) => `Nếu những gia đình không trả lời cũng nghĩ như những gia đình đã gửi phiếu thì tỷ lệ thật nằm trong khoảng từ ${share(low)} đến ${share(high)} (độ tin cậy 95 %).`,
      (share) => `If the families who did not answer think like those who did, the true rate lies between ${share(low)} and ${share(high)} (95% confidence).`,
    ),
  intervalShort: (low: number, high: number) => ({
    vi: `${formatPercent(low, 'vi').replace(/\s?%$/, '')}–${formatPercent(high, 'vi')}`,
    en: `${formatPercent(low, 'en').replace(/\s?%$/, '')}–${formatPercent(high, 'en')}`,
  }),
  /** The key under the scale. */
  meterTarget: (share: number): Message => ({ vi: `Mục tiêu của trường: ${formatPercent(share, 'vi', 0)}`, en: `The school’s aim: ${formatPercent(share, 'en', 0)}` }),
  meter: (rate: number, low: number, high: number) =>
    both(
      (share) => `${share(rate)} hài lòng, trong khoảng từ ${share(low)} đến ${share(high)}`,
      (share) => `${share(rate)} satisfied, between ${share(low)} and ${share(high)}`,
    ),
  mean: { vi: 'Điểm trung bình', en: 'Mean' },
  outOfFive: (mean: number) =>
    both(
      (_, number) => `${number(mean, 2)} / 5`,
      (_, number) => `${number(mean, 2)} / 5`,
    ),
  collected: { vi: 'Số phiếu thu được', en: 'Forms collected' },
  forms: (all: number, full: number, quick: number) =>
    quick === 0
      ? both((_, number) => number(all), (_, number) => number(all))
      : both(
          (_, number) => `${number(all)} (${number(full)} phiếu đầy đủ, ${number(quick)} phiếu một phút)`,
          (_, number) => `${number(all)} (${number(full)} full, ${number(quick)} one-minute)`,
        ),
  fewForms: { vi: 'Dưới 10', en: 'Fewer than 10' },
  responseRate: { vi: 'Tỷ lệ trả lời', en: 'Response rate' },
  responseOf: (rate: number, audience: number) =>
    both(
      (share, number) => `${share(rate)} của ${number(audience)} gia đình được mời`,
      (share, number) => `${share(rate)} of ${number(audience)} families invited`,
    ),
  dossierResponseOf: (rate: number, audience: number) =>
    both(
      (share, number) => `${share(rate)} của ${number(audience)} lượt trả kết quả hồ sơ`,
      (share, number) => `${share(rate)} of ${number(audience)} results handed out`,
    ),
  audienceUnknown: {
    education: { vi: 'Không tính được vì không thống kê số gia đình được mời', en: 'Unknown, as nobody counted the families invited' },
    dossier: { vi: 'Không tính được vì không thống kê số lượt trả kết quả hồ sơ', en: 'Unknown, as nobody counted the results handed out' },
  },
  target: { vi: 'Mục tiêu của trường', en: 'The school’s aim' },
  period: (from: string, to: string) => ({ vi: `Nhận phiếu từ ${formatDate(from)} đến ${formatDate(to)}`, en: `Answers from ${formatDate(from)} to ${formatDate(to)}` }),
  released: (day: string) => ({ vi: `Công bố ngày ${formatDate(day)}, số liệu không thay đổi sau ngày này`, en: `Released on ${formatDate(day)}; the figures do not change afterwards` }),
  closedEarly: (day: string, planned: string): Message => ({
    vi: `Đóng sớm ngày ${formatDate(day)}, dự kiến đến hết ngày ${formatDate(planned)}.`,
    en: `Closed early on ${formatDate(day)}; it was to run until ${formatDate(planned)}.`,
  }),
  releasedOn: { vi: 'Ngày công bố', en: 'Released' },
  change: ({ change, low, high }: { change: number; low: number; high: number }) => {
    const isClear = low > 0 || high < 0
    const within: Message = both(
      (_, number) => `(khoảng 95 %: từ ${signed(low, number)} đến ${signed(high, number)} điểm)`,
      (_, number) => `(95% interval: ${signed(low, number)} to ${signed(high, number)} points)`,
    )
    if (Math.abs(change) < 0.00005) return { vi: `Không đổi so với đợt trước ${within.vi}.`, en: `Unchanged since the round before ${within.en}.` }
    const [vi, en] = change > 0 ? ['Tăng', 'Up'] : ['Giảm', 'Down']
    return both(
      (_, number) => `${vi} ${number(points(change), 2)} điểm phần trăm so với đợt trước ${within.vi}; ${isClear ? 'mức thay đổi này lớn hơn dao động ngẫu nhiên thường gặp.' : 'với số phiếu này, mức thay đổi có thể chỉ là ngẫu nhiên.'}`,
      (_, number) => `${en} ${number(points(change), 2)} percentage points since the round before ${within.en}; ${isClear ? 'that is more than chance alone usually brings.' : 'with this many answers the change may be chance.'}`,
    )
  },
  /** A break in the trend: the questionnaire changed. */
  newForm: { vi: 'Đổi mẫu phiếu từ đợt này', en: 'New questionnaire from this round on' },
  newFormWhy: (headlineSame: boolean) =>
    headlineSame
      ? {
          vi: 'Đổi mẫu phiếu từ đợt này; câu hỏi chung giữ nguyên lời nên tỷ lệ vẫn so sánh được với đợt trước.',
          en: 'New questionnaire from this round on; the overall question kept its words, so the rate can still be compared with the round before.',
        }
      : {
          vi: 'Đổi mẫu phiếu từ đợt này, kể cả lời câu hỏi chung: không so sánh tỷ lệ với đợt trước.',
          en: 'New questionnaire from this round on, the overall question reworded too: the rate cannot be compared with the round before.',
        },
  /** The part of the line that belongs to one wording of the overall question. */
  rateOfForm: (version: number) => ({ vi: `Tỷ lệ hài lòng, mẫu phiếu bản ${version}`, en: `Satisfaction rate, questionnaire version ${version}` }),
  breakNote: {
    vi: 'Nơi lời câu hỏi chung thay đổi, đường biểu diễn ngắt: hai bên là hai câu hỏi khác nhau.',
    en: 'Where the overall question was reworded the line breaks: the two sides answer different questions.',
  },
  changeCell: (change: number) =>
    both(
      (_, number) => signed(change, number),
      (_, number) => signed(change, number),
    ),
  distribution: { vi: 'Câu trả lời theo năm mức', en: 'Answers by level' },
  distributionLabel: (counts: readonly number[], n: number) =>
    both(
      (share) => `Rất hài lòng ${share((counts[4] ?? 0) / n)}, hài lòng ${share((counts[3] ?? 0) / n)}, bình thường ${share((counts[2] ?? 0) / n)}, không hài lòng ${share((counts[1] ?? 0) / n)}, rất không hài lòng ${share((counts[0] ?? 0) / n)}`,
      (share) => `Very satisfied ${share((counts[4] ?? 0) / n)}, satisfied ${share((counts[3] ?? 0) / n)}, neither ${share((counts[2] ?? 0) / n)}, dissatisfied ${share((counts[1] ?? 0) / n)}, very dissatisfied ${share((counts[0] ?? 0) / n)}`,
    ),
  columns: {
    level: { vi: 'Mức độ', en: 'Level' },
    count: { vi: 'Số phiếu', en: 'Answers' },
    share: { vi: 'Tỷ lệ', en: 'Share' },
    round: { vi: 'Đợt khảo sát', en: 'Round' },
    rate: { vi: 'Tỷ lệ hài lòng', en: 'Satisfied' },
    interval: { vi: 'Khoảng 95 %', en: '95% interval' },
    mean: { vi: 'Điểm TB', en: 'Mean' },
    n: { vi: 'Số phiếu (n)', en: 'Forms (n)' },
    change: { vi: 'So với đợt trước (điểm %)', en: 'Change (points)' },
    response: { vi: 'Tỷ lệ trả lời', en: 'Response rate' },
    area: { vi: 'Lĩnh vực', en: 'Area' },
    question: { vi: 'Câu hỏi', en: 'Question' },
    spread: { vi: 'Phân bố', en: 'Spread' },
  },
  total: { vi: 'Tổng số (n)', en: 'Total (n)' },
  noOpinionNote: (count: number) =>
    both(
      (_, number) => `Ngoài ra có ${number(count)} phiếu chọn “Không ý kiến”, không tính vào tỷ lệ.`,
      (_, number) => `Another ${number(count)} chose “no opinion”, which counts in no rate.`,
    ),
  trend: {
    education: { vi: 'Tỷ lệ hài lòng về dịch vụ giáo dục qua các đợt', en: 'Satisfaction with the education service over the rounds' },
    dossier: { vi: 'Tỷ lệ hài lòng về hồ sơ, thủ tục qua các đợt', en: 'Satisfaction with paperwork over the rounds' },
  },
  /** The ends and the middle of a line for rates. */
  meterScale: { vi: ['0 %', '50 %', '100 %'], en: ['0%', '50%', '100%'] },
  trendNote: {
    vi: 'Trục bắt đầu từ 0 % để thay đổi nhỏ không bị vẽ thành lớn. Mỗi đợt được công bố một lần, trọn vẹn, sau khi đợt đóng.',
    en: 'The axis starts at 0% so that small changes are not drawn large. Each round is released once, whole, after it has closed.',
  },
  limits: {
    title: { vi: 'Con số này không nói được điều gì', en: 'What this figure cannot tell' },
    silent: (responseRate: number | null, questionnaire: 'education' | 'dossier') =>
      responseRate === null || responseRate >= 1
        ? { vi: 'Nó không nói thay những gia đình không trả lời. Không ai biết họ có hài lòng như những gia đình đã gửi phiếu hay không.', en: 'It does not speak for the families who did not answer. Nobody knows whether they are as satisfied as those who did.' }
        : questionnaire === 'dossier'
          ? both(
            (share) => `Nó không nói thay ${share(1 - responseRate)} lượt trả kết quả hồ sơ không có phiếu. Không ai biết những người đó có hài lòng như những người đã gửi phiếu hay không, và khoảng tin cậy không tính đến điều đó.`,
            (share) => `It does not speak for the ${share(1 - responseRate)} of results handed out without a form coming back. Nobody knows whether those people are as satisfied, and the interval does not account for it.`,
          )
          : both(
            (share) => `Nó không nói thay ${share(1 - responseRate)} gia đình được mời mà không trả lời. Không ai biết họ có hài lòng như những gia đình đã gửi phiếu hay không, và khoảng tin cậy không tính đến điều đó.`,
            (share) => `It does not speak for the ${share(1 - responseRate)} of families who were invited and did not answer. Nobody knows whether they are as satisfied, and the interval does not account for it.`,
          ),
    /** The rate among all who were asked, at the worst and at the best. */
    extremes: (low: number, high: number) =>
      both(
        (share) => `Nếu tất cả những ai không trả lời đều không hài lòng, tỷ lệ trong toàn bộ số được hỏi là ${share(low)}; nếu họ đều hài lòng thì là ${share(high)}. Không cách tính nào nói chắc hơn thế.`,
        (share) => `If all who did not answer were dissatisfied, the rate among everybody asked would be ${share(low)}; if all were satisfied, ${share(high)}. No sum can say more than that for certain.`,
      ),
    open: {
      vi: 'Phiếu là ẩn danh và ai có mã QR đều gửi được. Hệ thống chặn gửi trùng do bấm hai lần, nhưng không kiểm tra người trả lời là ai, nên không loại trừ được người cố tình gửi nhiều lần.',
      en: 'Forms are anonymous and anyone with the QR code can send one. A double tap is counted once, but nobody checks who answers, so someone who wants to answer several times cannot be ruled out.',
    },
    compare: {
      vi: 'Không nên dùng để xếp hạng với trường khác: cách mời và số người trả lời ở mỗi nơi mỗi khác.',
      en: 'It is no ranking: other schools invite and collect in other ways.',
    },
    classes: {
      vi: 'Nó không nói về một lớp hay một cô giáo. Nhà trường không công bố số liệu theo lớp và không đăng nguyên văn góp ý, để không gia đình nào bị nhận ra.',
      en: 'It says nothing about one class or one teacher. No figures by class and no comments are published, so that no family can be recognised.',
    },
    kept: {
      vi: 'Điều tin được: phiếu đã gửi thì không sửa, không xóa được, kể cả bởi nhà trường; mọi phiếu của đợt đều nằm trong con số này.',
      en: 'What can be relied on: a form once sent cannot be changed or deleted, not even by the school, and every form of the round is in this figure.',
    },
  },
  collecting: {
    title: (name: Message) => ({ vi: `Đang nhận phiếu: ${name.vi}`, en: `Collecting answers: ${name.en}` }),
    soFar: (count: number) =>
      both(
        (_, number) => (count === 0 ? 'Chưa có phiếu nào.' : `Đã có ${number(count)} phiếu.`),
        (_, number) => (count === 0 ? 'No forms yet.' : `${number(count)} ${count === 1 ? 'form has' : 'forms have'} come in.`),
      ),
    until: (day: string) => ({
      vi: `Nhận phiếu đến hết ngày ${formatDate(day)}; kết quả được công bố sau khi đóng đợt. Trước đó không ai, kể cả nhà trường, công bố kết quả từng phần.`,
      en: `Answers are accepted until ${formatDate(day)}; the results are published when the round has closed, and no partial results before.`,
    }),
    over: {
      vi: 'Đã hết hạn nhận phiếu. Kết quả được công bố ngay khi đợt khảo sát được đóng.',
      en: 'Answers are no longer accepted. The results are published as soon as the round is closed.',
    },
  },
  none: {
    education: { vi: 'Chưa có đợt khảo sát nào được công bố', en: 'No survey round has been released yet' },
    dossier: { vi: 'Chưa có đợt khảo sát nào được công bố', en: 'No survey round has been released yet' },
    text: { vi: 'Kết quả xuất hiện ở đây ngay khi đợt khảo sát đầu tiên đóng lại và có từ 10 phiếu.', en: 'Results appear here as soon as the first round has closed with at least 10 forms.' },
  },
  channels: { vi: 'Cách trả lời', en: 'How they answered' },
  channelCounts: ({ open, slip, paper, kiosk }: { open: number; slip: number; paper: number; kiosk: number }): Message => ({
    vi: [
      [slip, 'phiếu mã một lần'],
      [paper, 'phiếu giấy'],
      [open, 'phiếu mở qua mã QR'],
      [kiosk, 'phiếu tại máy của trường'],
    ].filter(([count]) => Number(count) > 0).map(([count, name]) => `${count} ${name}`).join(', '),
    en: [
      [slip, 'with a one-time slip'],
      [paper, 'on paper'],
      [open, 'by an open QR code'],
      [kiosk, 'at the school’s own device'],
    ].filter(([count]) => Number(count) > 0).map(([count, name]) => `${count} ${name}`).join(', '),
  }),
  paper: { vi: 'Phiếu giấy', en: 'On paper' },
  paperSheets: ({ printed, returned, withdrawn, left }: { printed: number; returned: number | null; withdrawn: number; left: number }): Message => ({
    vi: [
      `${printed} tờ đã in`,
      ...(returned === null ? [] : [`${returned} tờ thu về`]),
      ...(withdrawn === 0 ? [] : [`${withdrawn} tờ bị loại trước khi tính`]),
      ...(left === 0 ? [] : [`${left} tờ nhập rồi nhưng chưa có người thứ hai kiểm tra khi đóng đợt, nên không được tính`]),
    ].join('; '),
    en: [
      `${printed} sheets printed`,
      ...(returned === null ? [] : [`${returned} returned`]),
      ...(withdrawn === 0 ? [] : [`${withdrawn} withdrawn before counting`]),
      ...(left === 0 ? [] : [`${left} typed in but not checked by a second person when the round closed, and so not counted`]),
    ].join('; '),
  }),
  byChannel: (verified: number, verifiedN: number, open: number, openN: number): Message => ({
    vi: `Riêng phiếu mã một lần và phiếu giấy: ${formatPercent(verified, 'vi')} (n = ${verifiedN}); phiếu mở và phiếu tại máy của trường: ${formatPercent(open, 'vi')} (n = ${openN}). Những phiếu này ai đến gần mã QR hay máy cũng gửi được.`,
    en: `Slips and paper alone: ${formatPercent(verified, 'en')} (n = ${verifiedN}); open forms and the school’s own device: ${formatPercent(open, 'en')} (n = ${openN}). Whoever comes near the QR code or the device can send those.`,
  }),
  flags: {
    title: { vi: 'Điều nên biết trước khi tin con số này', en: 'What to know before believing this figure' },
    moreThanInvited: {
      education: (forms: number, invited: number): Message => ({
        vi: `${formatNumber(forms, 'vi')} phiếu từ ${formatNumber(invited, 'vi')} gia đình được mời: có người gửi hơn một phiếu, có người không được mời cũng gửi, hoặc số được mời ghi thiếu.`,
        en: `${formatNumber(forms, 'en')} forms from ${formatNumber(invited, 'en')} families invited: somebody sent more than one, somebody who was not invited sent one too, or too few are noted as invited.`,
      }),
      dossier: (forms: number, invited: number): Message => ({
        vi: `${formatNumber(forms, 'vi')} phiếu từ ${formatNumber(invited, 'vi')} lượt trả kết quả hồ sơ: có người gửi hơn một phiếu, có người không làm hồ sơ cũng gửi, hoặc số lượt ghi thiếu.`,
        en: `${formatNumber(forms, 'en')} forms from ${formatNumber(invited, 'en')} results handed out: somebody sent more than one, somebody without papers sent one too, or too few are noted as handed out.`,
      }),
    },
    burst: (count: number, day: string): Message => ({
      vi: `Ngày ${formatDate(day)} có ${count} phiếu mở gửi đến chỉ trong 10 phút.`,
      en: `On ${formatDate(day)}, ${count} open forms came in within ten minutes.`,
    }),
    /** Without a count: one that would make single forms out of the others is not told (app/surveys/flags.ts). */
    identical: (count: number | null, outOf: number): Message => ({
      vi: `${count === null ? 'Ít nhất một phần năm' : count} trong ${outOf} phiếu đầy đủ có câu trả lời giống hệt nhau ở mọi câu.`,
      en: `${count === null ? 'At least a fifth' : count} of ${outOf} full forms have exactly the same answers to every question.`,
    }),
    /** Without a count where there are few: docs/decisions/0037. */
    unproven: (count: number | null, day: string): Message => ({
      vi: `Ngày ${formatDate(day)} biểu mẫu bị gửi dồn dập; ${count === null ? 'vài' : count} phiếu mở được nhận mà không qua bước kiểm tra chống máy gửi.`,
      en: `On ${formatDate(day)} the form was flooded; ${count === null ? 'a few' : count} open forms were taken without the check against machines.`,
    }),
    kept: {
      vi: 'Không phiếu nào bị loại vì thế: có thể là một buổi họp phụ huynh, cũng có thể không.',
      en: 'No form was removed for it: it may have been a parents’ meeting, or not.',
    },
    explained: { vi: 'Nhà trường giải thích', en: 'The school explains' },
  },
} as const

import { sql } from 'kysely'
import { foldDiacritics } from '#app/i18n/format.ts'
import { responseRate, wilsonInterval } from '#app/statistics/index.ts'
import type { Interval } from '#app/statistics/index.ts'
import { csvFile } from '#app/spreadsheets/index.ts'
import type { CsvForm } from '#app/spreadsheets/index.ts'
import type { Db } from '#db/connect.ts'
import type { SchoolFiguresTable } from '#db/schema.ts'
import { percent } from './data-set.ts'

/** All schools of the installation side by side. Reads the lines of `keepSchoolFigures` and no school's own records. */

export interface SchoolLine {
  slug: string
  isDefault: boolean
  name: string
  governing: string
  /** The day on which the line was made. */
  asOf: string
  /** The newest released education survey that has a figure; null where there is none. */
  satisfaction: { closedOn: string; rate: number; nValid: number; interval: Interval | null; responseRate: number | null } | null
  /** Rounds were held, but none with enough forms. */
  isHidden: boolean
  /** Cases of the year. */
  received: number
  inTime: { inTime: number; outOf: number }
  overdue: number
  published: { done: number; outOf: number }
}

/** Sums over the schools found. The rate pools answers of the schools that have published one, whatever the day of their rounds. */
export interface SchoolTotals {
  schools: number
  /** Schools with a published figure, and the answers behind the rate. */
  withFigure: number
  nValid: number
  rate: number | null
  received: number
  inTime: { inTime: number; outOf: number }
  overdue: number
  published: { done: number; outOf: number }
}

export interface SchoolFilter {
  /** Words that must all occur in name, address or governing body; diacritics and capitals do not matter. */
  query?: string | undefined
  governing?: string | undefined
  /** By name unless told otherwise. There is no order by rate (docs/decisions/0038). */
  order?: 'name' | 'overdue' | 'oldest-survey' | undefined
}

const schoolPageSize = 50

/** One page of schools with the sums over all that were found. A page beyond the last gives the last. */
export async function searchSchools(db: Db, filter: SchoolFilter, page = 1): Promise<{ schools: SchoolLine[]; totals: SchoolTotals; page: number; pageCount: number }> {
  const totals = await totalsOf(db, filter)
  const pageCount = Math.max(1, Math.ceil(totals.schools / schoolPageSize))
  const current = Math.min(Math.max(1, page), pageCount)
  const rows = await inOrder(lines(db, filter), filter.order).limit(schoolPageSize).offset((current - 1) * schoolPageSize).execute()
  return { schools: rows.map(lineOf), totals, page: current, pageCount }
}

/** The governing bodies to choose from, in the order of their names. */
export async function governingBodies(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('school_figures').select('governing').distinct().where('governing', '!=', '').execute()
  return rows.map((row) => row.governing).sort(new Intl.Collator('vi').compare)
}

/** Every school as a file for programs and spreadsheets. Columns are only ever added at the end. */
export async function allSchoolsFile(db: Db, publicOrigin: string, form: CsvForm): Promise<string> {
  const rows = (await inOrder(lines(db, {}), 'name').execute()).map(lineOf)
  return csvFile(
    [
      'truong', 'dia_chi_trang', 'co_quan_chu_quan', 'ngay_cong_bo_khao_sat', 'ty_le_hai_long', 'khoang_thap', 'khoang_cao', 'n', 'ty_le_tra_loi',
      'phan_anh_nhan_trong_nam', 'tra_loi_dung_han', 'tren_tong', 'dang_qua_han', 'da_cong_khai', 'duoc_cong_khai', 'tinh_den_ngay',
    ],
    rows.map((row) => [
      row.name,
      publicOrigin + (row.isDefault ? '/' : `/${row.slug}`),
      row.governing,
      row.satisfaction?.closedOn ?? null,
      percent(row.satisfaction?.rate ?? null),
      percent(row.satisfaction?.interval?.low ?? null),
      percent(row.satisfaction?.interval?.high ?? null),
      row.satisfaction?.nValid ?? null,
      percent(row.satisfaction?.responseRate ?? null),
      row.received,
      row.inTime.inTime,
      row.inTime.outOf,
      row.overdue,
      row.published.done,
      row.published.outOf,
      row.asOf,
    ]),
    form,
  )
}

async function totalsOf(db: Db, filter: SchoolFilter): Promise<SchoolTotals> {
  const row = await matching(db, filter)
    .select((eb) => [
      eb.fn.countAll<number>().as('schools'),
      eb.fn.count<number>('n_valid').as('with_figure'),
      eb.fn.sum<number | null>('n_valid').as('n_valid'),
      eb.fn.sum<number | null>('satisfied').as('satisfied'),
      eb.fn.sum<number | null>('received').as('received'),
      eb.fn.sum<number | null>('in_time').as('in_time'),
      eb.fn.sum<number | null>('in_time_of').as('in_time_of'),
      eb.fn.sum<number | null>('overdue').as('overdue'),
      eb.fn.sum<number | null>('published').as('published'),
      eb.fn.sum<number | null>('published_of').as('published_of'),
    ])
    .executeTakeFirstOrThrow()
  // PostgreSQL gives sums of integers as text where they might be too large for a number; ours never are.
  const sum = (value: number | null) => Number(value ?? 0)
  const nValid = sum(row.n_valid)
  return {
    schools: sum(row.schools),
    withFigure: sum(row.with_figure),
    nValid,
    rate: nValid === 0 ? null : sum(row.satisfied) / nValid,
    received: sum(row.received),
    inTime: { inTime: sum(row.in_time), outOf: sum(row.in_time_of) },
    overdue: sum(row.overdue),
    published: { done: sum(row.published), outOf: sum(row.published_of) },
  }
}

function matching(db: Db, { query, governing }: SchoolFilter) {
  let rows = db.selectFrom('school_figures')
  for (const word of foldDiacritics(query ?? '').split(/\s+/).filter(Boolean).slice(0, 8)) {
    rows = rows.where(sql<boolean>`search_text like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  }
  if (governing) rows = rows.where('governing', '=', governing)
  return rows
}

function lines(db: Db, filter: SchoolFilter) {
  return matching(db, filter).innerJoin('schools', 'schools.id', 'school_figures.school_id').selectAll('school_figures').select(['schools.slug', 'schools.is_default'])
}

function inOrder(rows: ReturnType<typeof lines>, order: SchoolFilter['order']) {
  const first = order === 'overdue' ? rows.orderBy('overdue', 'desc') : order === 'oldest-survey' ? rows.orderBy((eb) => eb.fn.coalesce('round_closed_on', sql<string>`''`)) : rows
  return first.orderBy('sort_name').orderBy('school_figures.school_id')
}

function lineOf(row: SchoolFiguresTable & { slug: string; is_default: number }): SchoolLine {
  const { n_valid: nValid, satisfied, round_closed_on: closedOn } = row
  return {
    slug: row.slug,
    isDefault: row.is_default === 1,
    name: row.name,
    governing: row.governing,
    asOf: row.as_of,
    satisfaction:
      nValid === null || satisfied === null || closedOn === null
        ? null
        : { closedOn, rate: satisfied / nValid, nValid, interval: wilsonInterval(satisfied, nValid), responseRate: row.collected === null ? null : responseRate(row.collected, row.audience) },
    isHidden: row.is_hidden === 1,
    received: row.received,
    inTime: { inTime: row.in_time, outOf: row.in_time_of },
    overdue: row.overdue,
    published: { done: row.published, outOf: row.published_of },
  }
}

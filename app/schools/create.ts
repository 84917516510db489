import { randomUUID } from 'node:crypto'
import type { Db } from '#db/connect.ts'
import type { Authority, School } from '#db/schema.ts'
import { knownHolidays } from '#app/calendar/index.ts'
import { copyTemplates } from '#app/surveys/templates/index.ts'
import type { SchoolLevel } from '#app/surveys/templates/index.ts'
import { defaultFields } from './defaults.ts'
import { addDefaultTemplates } from './reply-templates.ts'

export interface NewSchool {
  slug: string
  name: string
  address: string
  phone: string
  email: string
  principalName: string
  officialSite?: string | null
  introVi?: string
  introEn?: string
  /** Office hours, minutes after midnight; 07:00–17:00 unless given. */
  opensMinute?: number
  closesMinute?: number
  authorities?: readonly NewAuthority[]
  /** Chooses the questionnaire to begin with; a kindergarten unless given. */
  level?: SchoolLevel
  /** What feedback can be about, in order; the usual nine unless given. */
  fields?: readonly { code: string; vi: string; en: string }[]
}

export type NewAuthority = Pick<Authority, 'kind' | 'name' | 'effective_from'> & Partial<Pick<Authority, 'address' | 'phone' | 'effective_to'>>

/**
 * Makes a school ready for use: its row, fields of feedback, wording for its answers, questionnaires, the known days off, and the authorities it answers to. The first school of
 * an installation becomes the default one at `/`. Call it with a transaction. Throws where the slug is taken (unique violation).
 */
export async function createSchool(trx: Db, input: NewSchool, now: string): Promise<School> {
  const isFirst = (await trx.selectFrom('schools').select('id').limit(1).executeTakeFirst()) === undefined
  const values = {
    id: randomUUID(),
    slug: input.slug,
    is_default: isFirst ? (1 as const) : (0 as const),
    name: input.name,
    address: input.address,
    phone: input.phone,
    email: input.email,
    official_site: input.officialSite ?? null,
    intro_vi: input.introVi ?? '',
    intro_en: input.introEn ?? '',
    principal_name: input.principalName,
    opens_minute: input.opensMinute ?? 7 * 60,
    closes_minute: input.closesMinute ?? 17 * 60,
    created_at: now,
  }
  const school = await trx.insertInto('schools').values(values).returningAll().executeTakeFirstOrThrow()
  await trx
    .insertInto('fields')
    .values(
      (input.fields ?? defaultFields).map((field, index) => ({
        id: randomUUID(),
        school_id: school.id,
        code: field.code,
        name_vi: field.vi,
        name_en: field.en,
        default_handler_id: null,
        position: index + 1,
        active: 1 as const,
      })),
    )
    .execute()
  await addDefaultTemplates(trx, school)
  await trx
    .insertInto('calendar_days')
    .values(
      knownHolidays.map((row) => ({
        school_id: school.id,
        day: row.day,
        kind: row.kind,
        name: row.name,
        legal_basis: row.legalBasis,
        confirmed: row.confirmed ? (1 as const) : (0 as const),
      })),
    )
    .execute()
  await copyTemplates(trx, school, input.level ?? 'preschool', now)
  for (const authority of input.authorities ?? []) {
    await trx
      .insertInto('authorities')
      .values({ address: '', phone: '', effective_to: null, ...authority, id: randomUUID(), school_id: school.id })
      .execute()
  }
  return school
}

import { randomUUID } from 'node:crypto'
import { knownHolidays } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { Field, Place, Role, School, StaffRow } from '#db/schema.ts'

export interface SeededSchool {
  school: School
  /** One active member of staff for each role. */
  staff: Record<Role, StaffRow>
  /** A second coordinator: what one proposes another must publish. */
  secondCoordinator: StaffRow
  fields: Field[]
  places: Place[]
}

const roles = ['principal', 'coordinator', 'handler', 'viewer'] as const

/** Writes one whole school. The first in a database is the default one and lives at `/`. `now` is an instant. */
export async function seedSchool(db: Db, now: string, overrides: Partial<School> = {}): Promise<SeededSchool> {
  const existing = await db.selectFrom('schools').select('id').execute()
  const isFirst = existing.length === 0
  const slug = overrides.slug ?? (isFirst ? 'hoa-phuong' : `truong-${existing.length + 1}`)
  const school = await db
    .insertInto('schools')
    .values({
      id: randomUUID(),
      slug,
      is_default: isFirst ? 1 : 0,
      name: isFirst ? 'Trường Mầm non Hoa Phượng' : 'Trường Mầm non Sen Hồng',
      address: 'Số 12 đường số 9B, phường Chánh Bình, Thành phố Hồ Chí Minh',
      phone: '0900 000 001',
      email: `${slug}@example.vn`,
      official_site: null,
      intro_vi: 'Trường mầm non công lập.',
      intro_en: 'A public kindergarten.',
      principal_name: 'Lâm Ngọc Diễm',
      opens_minute: 7 * 60,
      closes_minute: 17 * 60,
      created_at: now,
      ...overrides,
    })
    .returningAll()
    .executeTakeFirstOrThrow()

  const addStaff = (role: Role, name: string) =>
    db
      .insertInto('staff')
      .values({
        id: randomUUID(),
        school_id: school.id,
        email: `${name}@${slug}.example.vn`,
        name: `${names[role]} ${name === role ? '' : 'Hai'}`.trim(),
        job_title: 'Cán bộ',
        role,
        status: 'active',
        password_hash: null,
        invite_hash: null,
        invite_expires_at: null,
        created_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  const staff = {} as Record<Role, StaffRow>
  for (const role of roles) staff[role] = await addStaff(role, role)
  const secondCoordinator = await addStaff('coordinator', 'coordinator-2')

  await db
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

  const fields = await db
    .insertInto('fields')
    .values(
      fieldNames.map(([code, vi, en], index) => ({
        id: randomUUID(),
        school_id: school.id,
        code,
        name_vi: vi,
        name_en: en,
        default_handler_id: staff.handler.id,
        position: index + 1,
        active: 1 as const,
      })),
    )
    .returningAll()
    .execute()

  const places = await db
    .insertInto('places')
    .values([
      { id: randomUUID(), school_id: school.id, code: isFirst ? 'CAMSANH' : `CONG${existing.length + 1}`, name: 'Cổng chính', kind: 'gate', active: 1, created_at: now },
      { id: randomUUID(), school_id: school.id, code: isFirst ? 'DAUTAY' : `LOP${existing.length + 1}`, name: 'Lớp Mầm 1', kind: 'class', active: 1, created_at: now },
    ])
    .returningAll()
    .execute()

  return { school, staff, secondCoordinator, fields, places }
}

const names: Record<Role, string> = {
  principal: 'Lâm Ngọc Diễm',
  coordinator: 'Trịnh Thị Bích Vân',
  handler: 'Huỳnh Thị Kim Sa',
  viewer: 'Lê Thị Phương Đài',
}

const fieldNames = [
  ['meals', 'Bữa ăn, bán trú', 'Meals and day boarding'],
  ['safety', 'An toàn, đưa đón', 'Safety, drop-off and pick-up'],
  ['facilities', 'Cơ sở vật chất', 'Facilities'],
  ['fees', 'Học phí, các khoản thu', 'Tuition and other charges'],
  ['other', 'Khác', 'Other'],
] as const

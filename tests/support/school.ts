import { randomUUID } from 'node:crypto'
import { createSchool } from '#app/schools/index.ts'
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
  const created = await db.transaction().execute((trx) =>
    createSchool(
      trx,
      {
        slug,
        name: isFirst ? 'Trường Mầm non Hoa Phượng' : 'Trường Mầm non Sen Hồng',
        address: 'Số 12 đường số 9B, phường Chánh Bình, Thành phố Hồ Chí Minh',
        phone: '0900 000 001',
        email: `${slug}@example.vn`,
        principalName: names.principal,
        introVi: 'Trường mầm non công lập.',
        introEn: 'A public kindergarten.',
      },
      now,
    ),
  )
  // At once, as if each had waited its half hour: what is held back has tests of its own.
  const school = { ...created, undo_minutes: 0, ...overrides }
  await db.updateTable('schools').set({ undo_minutes: 0, ...overrides }).where('id', '=', school.id).execute()

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

  await db.updateTable('fields').set({ default_handler_id: staff.handler.id }).where('school_id', '=', school.id).execute()
  const fields = await db.selectFrom('fields').selectAll().where('school_id', '=', school.id).orderBy('position').execute()

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

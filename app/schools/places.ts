import { randomUUID } from 'node:crypto'
import { recordAudit } from '#app/audit/index.ts'
import { isUniqueViolation } from '#db/dialect.ts'
import type { Db } from '#db/connect.ts'
import type { Place, School, StaffRow } from '#db/schema.ts'
import { newPlaceCode } from './place-codes.ts'

interface Actor {
  staff: Pick<StaffRow, 'id'>
  /** Instant, ISO in UTC. */
  now: string
}

type PlaceFacts = Pick<Place, 'name' | 'kind'>

const kindOrder: Place['kind'][] = ['gate', 'class', 'office', 'event']

/** Every place of the school where a QR code hangs or hung: those in use first, by kind, then by name. */
export async function listPlaces(db: Db, school: { id: string }): Promise<Place[]> {
  const places = await db.selectFrom('places').selectAll().where('school_id', '=', school.id).execute()
  const byName = new Intl.Collator('vi', { numeric: true })
  return places.sort((a, b) => b.active - a.active || kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || byName.compare(a.name, b.name))
}

/** A place of this school; undefined where there is none, or where it is another school's. */
export function findPlace(db: Db, school: { id: string }, id: string): Promise<Place | undefined> {
  return db.selectFrom('places').selectAll().where('school_id', '=', school.id).where('id', '=', id).executeTakeFirst()
}

/**
 * Adds a place, with the code that was typed or, where that is empty, with one made here. Codes are unique over all schools,
 * since a short address names no school.
 */
export async function addPlace(db: Db, school: Pick<School, 'id'>, input: PlaceFacts & { code: string }, actor: Actor): Promise<{ ok: true; place: Place } | { ok: false; reason: 'code-taken' }> {
  try {
    return await db.transaction().execute(async (tx) => {
      const code = input.code === '' ? await freeCode(tx) : input.code
      const place = await tx
        .insertInto('places')
        .values({ id: randomUUID(), school_id: school.id, code, name: input.name, kind: input.kind, active: 1, created_at: actor.now })
        .returningAll()
        .executeTakeFirstOrThrow()
      await recordAudit(tx, { schoolId: school.id, staffId: actor.staff.id, action: 'place:add', target: code, detail: place.name, at: actor.now })
      return { ok: true as const, place }
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, reason: 'code-taken' }
    throw error
  }
}

async function freeCode(db: Db): Promise<string> {
  const taken = new Set((await db.selectFrom('places').select('code').execute()).map((place) => place.code))
  return newPlaceCode((code) => taken.has(code))
}

/** Changes what a place is called and what kind it is. The code stays: it hangs on a wall. False where the school has no such place. */
export function changePlace(db: Db, school: Pick<School, 'id'>, id: string, input: PlaceFacts, actor: Actor): Promise<boolean> {
  return updatePlace(db, school, id, { name: input.name, kind: input.kind }, 'place:change', actor)
}

/** Takes a place out of use or back into it. Its code keeps leading parents to the school, since old posters hang on. */
export function setPlaceActive(db: Db, school: Pick<School, 'id'>, id: string, active: boolean, actor: Actor): Promise<boolean> {
  return updatePlace(db, school, id, { active: active ? 1 : 0 }, active ? 'place:resume' : 'place:stop', actor)
}

function updatePlace(db: Db, school: Pick<School, 'id'>, id: string, set: Partial<Place>, action: string, actor: Actor): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const place = await tx.updateTable('places').set(set).where('school_id', '=', school.id).where('id', '=', id).returningAll().executeTakeFirst()
    if (!place) return false
    await recordAudit(tx, { schoolId: school.id, staffId: actor.staff.id, action, target: place.code, detail: place.name, at: actor.now })
    return true
  })
}

import { deputiesOf } from '#app/staff/index.ts'
import type { Absence } from '#app/staff/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseRow, StaffRow } from '#db/schema.ts'
import { isBarred, mayOpen } from './transitions.ts'

/** Which of the staff are told of a case by mail: whoever writes any goes through here, so that nobody hears of a case that is kept from them. */

export type Colleague = Pick<StaffRow, 'id' | 'email' | 'role'>
type Told = Pick<CaseRow, 'kind' | 'assignee_id' | 'barred'>

/** Everybody who can be told anything. */
export function activeStaff(db: Db | Tx, school: { id: string }): Promise<Colleague[]> {
  return db.selectFrom('staff').select(['id', 'email', 'role']).where('school_id', '=', school.id).where('status', '=', 'active').orderBy('email').execute()
}

/** Those who decide about a case of this kind: principals and coordinators, of a denunciation principals alone; never whom it is about. */
export function decidersAmong(people: readonly Colleague[], row: Pick<CaseRow, 'kind' | 'barred'>): Colleague[] {
  return people.filter((person) => !isBarred(person, row) && (person.role === 'principal' || (person.role === 'coordinator' && row.kind !== 'denunciation')))
}

/** Those of these people who may read the case. */
export function readersAmong(people: readonly Colleague[], row: Told, ids: readonly string[]): Colleague[] {
  return people.filter((person) => ids.includes(person.id) && mayOpen(person, row))
}

/** Somebody at work on the case and their deputies of the day, as far as each may read it. `absences` are those of the day. */
export function workersAmong<P extends Pick<StaffRow, 'id' | 'role'>>(people: readonly P[], absences: readonly Absence[], row: Told, staffId: string): P[] {
  return [staffId, ...deputiesOf(absences, staffId)].flatMap((id) => {
    const person = people.find((one) => one.id === id)
    return person && person.role !== 'viewer' && mayOpen({ ...person, actsFor: id === staffId ? [] : [staffId] }, row) ? [person] : []
  })
}

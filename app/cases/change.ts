import type { Updateable } from 'kysely'
import type { FileStore } from '#app/attachments/index.ts'
import { recordAudit } from '#app/audit/index.ts'
import type { Calendar } from '#app/calendar/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { ActingStaff } from '#app/staff/index.ts'
import type { CaseRow, CasesTable, CaseState, School } from '#db/schema.ts'
import { dropOfficeDraft } from './office-drafts.ts'
import { leadsTo, mayDo, mayOpen } from './transitions.ts'
import type { CaseAction } from './transitions.ts'

/** What every action on a case needs besides its input. */
export interface CaseDesk {
  db: Db
  calendar: Calendar
  school: School
  /** `https://…` for links in mail. */
  publicOrigin: string
  /** Only where pictures may have to be published. */
  files?: FileStore
}

/** A member of staff at work on the version of a case that they saw. */
export interface StaffAct {
  staff: ActingStaff
  /** The case's number, unique within the school. */
  number: string
  /** The version shown on the page; another one by now means that somebody else was faster. */
  version: number
  /** Instant, ISO in UTC. */
  now: string
}

export type Refusal =
  /** No such case in this school, or not for this person's eyes. */
  | 'not-found'
  /** Not in this state, not with this role. */
  | 'not-allowed'
  /** Somebody changed the case after it was shown. */
  | 'changed'
  /** The same person wrote it: a second one must decide. */
  | 'own-work'
  /** The input fits no row: an unknown assignee, no draft, a text that still names somebody. */
  | 'bad-input'

/** What is wrong with one field of the form, in words for the place beside it. */
export interface Problem {
  field: string
  message: string
}

/** What came of it besides: a text for the sender waits and can be taken back, or has gone out without a second person; a note handed the case over. */
export type Then = 'held' | 'sent' | 'handedOver'

export type Outcome =
  | { ok: true; then?: Then }
  | { ok: false; reason: Refusal; detail?: string; problems?: readonly Problem[] }

export interface Change {
  set?: Updateable<CasesTable>
  /** Stands in the history; in words, without personal data. */
  note?: string | null
  /** How the history names it, where that is not the action's own name. */
  event?: string
  then?: Then
}

/** The state after the action, or a refusal that undoes everything. */
type Step = (tx: Tx, row: CaseRow) => Promise<Change | Refused>

export class Refused {
  readonly reason: Refusal
  readonly detail: string | undefined
  readonly problems: readonly Problem[] | undefined
  constructor(reason: Refusal, detail?: string | readonly Problem[]) {
    this.reason = reason
    this.detail = typeof detail === 'string' ? detail : undefined
    this.problems = typeof detail === 'string' ? undefined : detail
  }
}

/**
 * The one way in which staff change a case: checks role, state and version, then writes the change, the event
 * and the audit row in one transaction. What `step` does with the same transaction (messages, replies, mail)
 * is saved or lost together with it.
 */
export async function changeCase(desk: CaseDesk, act: StaffAct, action: CaseAction, to: CaseState | null, step: Step): Promise<Outcome> {
  try {
    return await desk.db.transaction().execute(async (tx): Promise<Outcome> => {
      const row = await tx
        .selectFrom('cases')
        .selectAll()
        .where('school_id', '=', desk.school.id)
        .where('number', '=', act.number)
        .executeTakeFirst()
      if (!row || !mayOpen(act.staff, row)) return { ok: false, reason: 'not-found' }
      if (row.version !== act.version) return { ok: false, reason: 'changed' }
      if (!mayDo(act.staff, action, row)) return { ok: false, reason: 'not-allowed' }

      const change = await step(tx, row)
      if (change instanceof Refused) throw change

      const state = change.set?.state ?? to ?? row.state
      // What is held back leads nowhere yet.
      const isInTable = change.then === 'held' ? state === row.state : leadsTo(action, row.state, state)
      if (!isInTable) throw new Error(`The table of transitions does not lead from ${row.state} to ${state} by ${action}`)
      // The reply's form has two buttons.
      await dropOfficeDraft(tx, act.staff.id, row.id, action === 'draft' ? 'submitReply' : action)
      await applyChange(tx, row, { ...change.set, state }, act.now)
      await recordEvent(tx, row, {
        type: change.event ?? action,
        staffId: act.staff.id,
        to: state,
        note: change.note ?? null,
        at: act.now,
      })
      await recordAudit(tx, { schoolId: desk.school.id, staffId: act.staff.id, action: `case:${action}`, target: row.number, at: act.now })
      return { ok: true, ...(change.then === undefined ? {} : { then: change.then }) }
    })
  } catch (error) {
    if (error instanceof Refused) {
      const { reason, detail, problems } = error
      return { ok: false, reason, ...(detail === undefined ? {} : { detail }), ...(problems === undefined ? {} : { problems }) }
    }
    throw error
  }
}

/** Writes the new facts if the row still has the version that was read. Throws `Refused('changed')` otherwise. */
export async function applyChange(tx: Tx, row: CaseRow, set: Updateable<CasesTable>, now: string): Promise<void> {
  const result = await tx
    .updateTable('cases')
    .set({ ...set, updated_at: now, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (result.numUpdatedRows !== 1n) throw new Refused('changed')
}

interface NewEvent {
  type: string
  /** Left out where the parent did it. */
  staffId?: string
  to: CaseState
  note?: string | null
  /** An instant, or a day for what a parent did without leaving a name. */
  at: string
}

/** Adds one line to the history of a case. */
export async function recordEvent(tx: Tx, row: CaseRow, event: NewEvent): Promise<void> {
  await tx
    .insertInto('case_events')
    .values({
      case_id: row.id,
      type: event.type,
      actor: event.staffId === undefined ? 'parent' : 'staff',
      staff_id: event.staffId ?? null,
      from_state: row.state,
      to_state: event.to,
      note: event.note ?? null,
      at: event.at,
      case_version: row.version + 1,
    })
    .execute()
}

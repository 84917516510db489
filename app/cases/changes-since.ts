import type { Db } from '#db/connect.ts'
import { mayOpen } from './transitions.ts'
import type { Person } from './transitions.ts'

/** One thing that somebody did with a case after a version of it was shown. */
export interface ChangeSince {
  /** As in the history: see `eventLabels`. */
  type: string
  actor: 'parent' | 'staff' | 'system'
  staffName: string | null
  /** Instant, or a day for what a parent did. */
  at: string
  note: string | null
  /** What was written with it: a message, a note, or the text of the draft as it stands now. */
  texts: string[]
}

/**
 * What happened to a case since the version that somebody has before them, oldest first: what whoever was slower must know before they
 * send what they wrote. Empty where they may not open the case (any more).
 */
export async function changesSince(db: Db, school: { id: string }, person: Person, number: string, version: number): Promise<ChangeSince[]> {
  const row = await db.selectFrom('cases').selectAll().where('school_id', '=', school.id).where('number', '=', number).executeTakeFirst()
  if (!row || !mayOpen(person, row)) return []
  const [events, messages, reply] = await Promise.all([
    db
      .selectFrom('case_events')
      .leftJoin('staff', 'staff.id', 'case_events.staff_id')
      .select(['type', 'actor', 'at', 'note', 'staff.name as staffName'])
      .where('case_id', '=', row.id)
      .where('case_version', '>', version)
      .orderBy('case_events.id')
      .execute(),
    db.selectFrom('case_messages').select(['direction', 'body', 'at']).where('case_id', '=', row.id).orderBy('id').execute(),
    db.selectFrom('case_replies').select(['body', 'updated_at']).where('case_id', '=', row.id).orderBy('id', 'desc').executeTakeFirst(),
  ])

  // A parent's message has only a day, so the newest belong to the newest deeds; what staff wrote has the instant of the deed itself.
  const ofParent = messages.filter(({ direction }) => direction === 'parent')
  const writing = events.filter(({ type }) => parentWrites.has(type))
  const newest = ofParent.slice(ofParent.length - writing.length)
  return events.map((event) => ({
    ...event,
    texts:
      event.actor === 'parent'
        ? newest.slice(writing.indexOf(event), writing.indexOf(event) + 1).map(({ body }) => body)
        : [
            ...messages.filter(({ direction, at }) => direction !== 'parent' && at === event.at).map(({ body }) => body),
            ...(repliesWritten.has(event.type) && reply?.updated_at === event.at ? [reply.body] : []),
          ],
  }))
}

const parentWrites = new Set(['parentMessage', 'disagree'])
const repliesWritten = new Set(['draft', 'submitReply'])

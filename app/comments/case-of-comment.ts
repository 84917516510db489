import { recordAudit } from '#app/audit/index.ts'
import type { Calendar } from '#app/calendar/index.ts'
import { submitCase } from '#app/cases/index.ts'
import type { Db } from '#db/connect.ts'
import type { School } from '#db/schema.ts'
import type { CommentDeps } from './attend.ts'
import { themesOf } from './theme-settings.ts'

interface Words {
  calendar: Calendar
  roundId: string
  textHash: string
  words: string
  theme: string
  /** Who makes it a case; null where its words of danger did. */
  staffId: string | null
}

/**
 * Makes a case of a comment, through the same intake as any report, so that limits, routing, the alarm and conflicts of interest hold. It is anonymous and nobody gets
 * its key; it may not be published, since the parent did not agree to that. The same words of a round make one case, whoever asks however
 * often. Returns its number, and whether it is new.
 */
export async function fileCase(db: Db, deps: CommentDeps, school: School, { calendar, roundId, textHash, words, theme, staffId }: Words, now: string): Promise<{ number: string; isNew: boolean }> {
  const earlier = await caseOf(db, roundId, textHash)
  if (earlier) return { number: earlier, isNew: false }
  const made = await submitCase(
    db,
    { ...deps, calendar },
    school,
    {
      // Nobody can guess it, so nobody can ask for the key; and a second tap finds the first one's case.
      idempotencyKey: deps.secrets.hash('case of comment', `${roundId}:${textHash}`),
      lang: 'vi',
      kind: 'feedback',
      fieldCode: await fieldFor(db, school, theme),
      placeCode: null,
      body: words,
      childSafety: false,
      aboutPrincipal: false,
      sender: 'anonymous',
      contact: { name: null, phone: null, email: null },
      consentContact: false,
      consentPublish: false,
      comment: { roundId, staffId },
    },
    now,
  )
  if (made.status === 'not-kept') throw new Error('Feedback is always kept')
  const { caseId, number } = made.status === 'conflict' ? made.earlier : made
  return db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx.insertInto('comment_cases').values({ round_id: roundId, text_hash: textHash, case_id: caseId }).onConflict((oc) => oc.doNothing()).executeTakeFirstOrThrow()
    const isNew = (numInsertedOrUpdatedRows ?? 0n) > 0n
    if (isNew) await recordAudit(tx, { schoolId: school.id, staffId, action: staffId === null ? 'comment:alarm' : 'comment:make-case', target: number, at: now })
    return { number, isNew }
  })
}

async function caseOf(db: Db, roundId: string, textHash: string): Promise<string | null> {
  const row = await db
    .selectFrom('comment_cases')
    .innerJoin('cases', 'cases.id', 'comment_cases.case_id')
    .select('cases.number')
    .where('comment_cases.round_id', '=', roundId)
    .where('text_hash', '=', textHash)
    .executeTakeFirst()
  return row?.number ?? null
}

/** The field of the theme; where the school has it no more, "Khác", or whatever comes last. */
async function fieldFor(db: Db, school: School, theme: string): Promise<string> {
  const wanted = themesOf(school).find(({ code }) => code === theme)?.field
  const fields = await db.selectFrom('fields').select('code').where('school_id', '=', school.id).where('active', '=', 1).orderBy('position').execute()
  const found = fields.find(({ code }) => code === wanted) ?? fields.find(({ code }) => code === 'other') ?? fields.at(-1)
  if (!found) throw new Error('The school has no field')
  return found.code
}

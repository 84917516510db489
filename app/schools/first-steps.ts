import type { Db } from '#db/connect.ts'

/** What a new school does before the first parent comes, and whether it is done. */
export interface FirstSteps {
  /** Every field of feedback has somebody who handles it. */
  handlers: boolean
  colleagues: boolean
  /** There is a place with its QR code. */
  places: boolean
  /** A survey round is open or was. */
  round: boolean
  /** The school asks at least the principal and the coordinators for a second factor. */
  secondFactor: boolean
  /** Parents have already written: nobody needs to be told how to begin. */
  isUnderWay: boolean
}

/** How far this school is, counted from its own records. */
export async function firstSteps(db: Db, school: { id: string }): Promise<FirstSteps> {
  const row = await db
    .selectNoFrom((eb) => [
      eb.exists(eb.selectFrom('fields').select('id').where('school_id', '=', school.id).where('active', '=', 1)).as('hasFields'),
      eb
        .exists(eb.selectFrom('fields').select('id').where('school_id', '=', school.id).where('active', '=', 1).where('default_handler_id', 'is', null))
        .as('lacksHandler'),
      eb.selectFrom('staff').select((count) => count.fn.countAll<number>().as('n')).where('school_id', '=', school.id).where('status', '!=', 'disabled').as('people'),
      eb.exists(eb.selectFrom('places').select('id').where('school_id', '=', school.id).where('active', '=', 1)).as('places'),
      eb.exists(eb.selectFrom('rounds').select('id').where('school_id', '=', school.id).where('state', '!=', 'planned')).as('round'),
      eb.exists(eb.selectFrom('schools').select('id').where('id', '=', school.id).where('second_factor', '!=', 'off')).as('secondFactor'),
      eb.exists(eb.selectFrom('cases').select('id').where('school_id', '=', school.id)).as('cases'),
    ])
    .executeTakeFirstOrThrow()
  const steps = { handlers: Boolean(row.hasFields) && !row.lacksHandler, colleagues: (row.people ?? 0) > 1, places: Boolean(row.places), round: Boolean(row.round), secondFactor: Boolean(row.secondFactor) }
  return { ...steps, isUnderWay: steps.round && Boolean(row.cases) }
}

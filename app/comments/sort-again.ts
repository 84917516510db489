import type { Tx } from '#db/connect.ts'

/** Has the next pass look through all comments of a school anew: its themes are others, or whom they name. */
export async function sortAgain(tx: Tx, school: { id: string }): Promise<void> {
  await tx.updateTable('comments').set({ state: 'stale' }).where('school_id', '=', school.id).where('state', '=', 'sorted').execute()
}

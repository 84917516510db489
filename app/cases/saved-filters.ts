import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { Db, Tx } from '#db/connect.ts'
import { readFilter, writeFilter } from './inbox-filter.ts'

/** Filters of the inbox that somebody gave a name. They are that person's alone, and hold no case: whoever may not see one any more does not find it with them either. */

export interface SavedFilter {
  id: string
  name: string
  /** As in the address of the inbox, without `?`. */
  query: string
}

/** So many fit above a list and can still be told apart. */
export const mostSavedFilters = 12
const longestName = 40

type Person = { id: string }

export const savedFilterForm = v.object({
  name: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty('Đặt tên cho bộ lọc.'),
    v.maxLength(longestName, `Tên dài quá ${longestName} ký tự.`),
  ),
})

export type SaveOutcome = 'saved' | 'too-many' | 'name-taken' | 'not-found'

/** This person's filters, in their own order. */
export function listSavedFilters(db: Db, person: Person): Promise<SavedFilter[]> {
  return db.selectFrom('saved_filters').select(['id', 'name', 'query']).where('staff_id', '=', person.id).orderBy('position').orderBy('id').execute()
}

/** Keeps a filter under a name. The page of the list is no part of it. */
export function saveFilter(db: Db, person: Person, input: { name: string; query: string }): Promise<SaveOutcome> {
  return db.transaction().execute(async (tx) => {
    const mine = await listSavedFilters(tx, person)
    if (mine.length >= mostSavedFilters) return 'too-many'
    if (mine.some((one) => isSameName(one.name, input.name))) return 'name-taken'
    const query = writeFilter({ ...readFilter(new URLSearchParams(input.query)), page: 1 })
    await number(tx, mine)
    await tx.insertInto('saved_filters').values({ id: randomUUID(), staff_id: person.id, name: input.name, query, position: mine.length }).execute()
    return 'saved'
  })
}

export function renameFilter(db: Db, person: Person, id: string, name: string): Promise<SaveOutcome> {
  return db.transaction().execute(async (tx) => {
    const mine = await listSavedFilters(tx, person)
    if (!mine.some((one) => one.id === id)) return 'not-found'
    if (mine.some((one) => one.id !== id && isSameName(one.name, name))) return 'name-taken'
    await tx.updateTable('saved_filters').set({ name }).where('id', '=', id).execute()
    return 'saved'
  })
}

export async function deleteFilter(db: Db, person: Person, id: string): Promise<SaveOutcome> {
  const { numDeletedRows } = await db.deleteFrom('saved_filters').where('id', '=', id).where('staff_id', '=', person.id).executeTakeFirst()
  return numDeletedRows === 0n ? 'not-found' : 'saved'
}

/** Moves a filter one place to the left (`-1`) or right (`1`); at the end it stays. */
export function moveFilter(db: Db, person: Person, id: string, by: -1 | 1): Promise<SaveOutcome> {
  return db.transaction().execute(async (tx) => {
    const mine = await listSavedFilters(tx, person)
    const from = mine.findIndex((one) => one.id === id)
    if (from < 0) return 'not-found'
    const to = from + by
    if (mine[to] === undefined) return 'saved'
    ;[mine[from], mine[to]] = [mine[to], mine[from]!]
    await number(tx, mine)
    return 'saved'
  })
}

async function number(tx: Tx, inOrder: SavedFilter[]): Promise<void> {
  for (const [position, { id }] of inOrder.entries()) await tx.updateTable('saved_filters').set({ position }).where('id', '=', id).execute()
}

function isSameName(a: string, b: string): boolean {
  return a.toLocaleLowerCase('vi') === b.toLocaleLowerCase('vi')
}

import type { Db } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'
import type { ActingStaff } from '#app/staff/index.ts'
import { addMessage, handOver } from './actions.ts'
import { changeCase } from './change.ts'
import type { CaseDesk, Outcome, StaffAct } from './change.ts'
import { handsOver, peopleMeant } from './mentions.ts'
import type { Meaning, Named } from './mentions.ts'
import { notifyNamed } from './notices.ts'
import { dropOfficeDraft } from './office-drafts.ts'
import { possibleHolders, possibleReaders } from './possible-readers.ts'
import type { Guarded } from './possible-readers.ts'
import { mayDo } from './transitions.ts'
import { stateLabels } from './words.ts'

/**
 * Writes something that staff alone can read. Whoever is named with an `@` is told by mail; a note that begins with `@name giao` gives them the case as
 * well, where that is allowed now. A name of nobody who may read the case is refused: neither a case nor whom it is about gets known by being named.
 */
export async function addNote(desk: CaseDesk, act: StaffAct, input: { text: string }): Promise<Outcome> {
  const { text } = input
  const row = await desk.db.selectFrom('cases').selectAll().where('school_id', '=', desk.school.id).where('number', '=', act.number).executeTakeFirst()
  // Who may not write here at all is refused below, whatever the note says.
  const named = row && mayDo(act.staff, 'note', row) ? await meantBy(desk.db, act.staff, row, text) : nobody
  if ('problem' in named) return { ok: false, reason: 'bad-input', problems: [{ field: 'text', message: named.problem }] }
  const { holderId, told } = named
  if (holderId === null) {
    return changeCase(desk, act, 'note', null, async (tx, current) => {
      await addMessage(tx, current, 'internal', act, text)
      await notifyNamed(tx, desk, current, told.map(({ id }) => id), act.now)
      return told.length === 0 ? {} : { note: `Báo ${told.map(({ name }) => name).join(', ')}.` }
    })
  }
  return changeCase(desk, act, 'assign', null, async (tx, current) => {
    await dropOfficeDraft(tx, act.staff.id, current.id, 'note')
    await addMessage(tx, current, 'internal', act, text)
    await notifyNamed(tx, desk, current, told.map(({ id }) => id), act.now)
    return { ...(await handOver(tx, desk, current, act, holderId)), then: 'handedOver' }
  })
}

/** Who is offered while somebody types an `@` in a note of this case; with those who could hold it where it can be given to them. */
export async function namesToOffer(db: Db, row: Guarded, mayHandOver: boolean): Promise<Named[]> {
  const readers = await possibleReaders(db, row)
  const holders = mayHandOver ? await possibleHolders(db, row) : []
  return [...readers, ...holders.filter(({ id }) => readers.every((reader) => reader.id !== id))]
}

type Asked = { holderId: string | null; told: Named[] } | { problem: string }
const nobody: Asked = { holderId: null, told: [] }

async function meantBy(db: Db, author: ActingStaff, row: CaseRow, text: string): Promise<Asked> {
  const readers = await possibleReaders(db, row)
  const holders = await possibleHolders(db, row)
  const hands = handsOver(text, holders)
  // The first name may be of somebody who can read the case only once it is theirs.
  const first = hands ? peopleMeant(firstName(text), holders) : null
  const holder = holders.find(({ id }) => id === first?.ids[0])
  const others = peopleMeant(hands ? text.replace('@', '') : text, !holder || readers.some(({ id }) => id === holder.id) ? readers : [...readers, holder])
  const [unclear] = [...(first?.unclear ?? []), ...others.unclear]
  if (unclear) return { problem: wordsFor(unclear) }
  const holderId = holder?.id ?? null
  if (holder && !mayDo(author, 'assign', row)) {
    return { problem: `Ghi chú chưa lưu: hồ sơ đang ở trạng thái “${stateLabels[row.state]}” nên chưa giao được, hoặc thầy/cô không có quyền giao. Bỏ chữ “giao” thì người được nhắc chỉ nhận tin.` }
  }
  const told = others.ids.filter((id) => id !== author.id && id !== holderId).flatMap((id) => readers.find((reader) => reader.id === id) ?? [])
  return { holderId, told }
}

/** The note up to its second `@`. */
function firstName(text: string): string {
  const next = text.indexOf('@', text.indexOf('@') + 1)
  return next < 0 ? text : text.slice(0, next)
}

function wordsFor({ typed, people }: Meaning['unclear'][number]): string {
  if (people.length === 0) return `Ghi chú chưa lưu: không có ai tên “${typed}” được xem hồ sơ này. Sửa tên, hoặc bỏ dấu @ nếu không cần báo.`
  return `Ghi chú chưa lưu: “${typed}” có thể là ${people.map(({ name, jobTitle }) => `${name} (${jobTitle})`).join(', ')}. Viết cả họ tên sau dấu @.`
}

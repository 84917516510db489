import type { ActingStaff } from '#app/staff/index.ts'
import { mostAtOnce } from './bulk-limits.ts'
import { acknowledge, assign, close } from './actions.ts'
import type { CaseDesk, Outcome, Refusal, StaffAct } from './change.ts'
import { mayOpen } from './transitions.ts'
import { stateLabels } from './words.ts'

/** What can be done with many cases at once. */
export const bulkActions = ['acknowledge', 'assign', 'close'] as const
export type BulkAction = (typeof bulkActions)[number]

/** One case as it was shown when it was ticked. */
export interface Ticked {
  number: string
  version: number
}

export interface BulkResult {
  number: string
  /** Null where this person may not open the case. */
  subject: string | null
  done: boolean
  /** Why not, in words for the person who asked. */
  reason: string | null
}

/**
 * Does one thing with each of these cases, one after the other, each through the case's own action with the version that was
 * shown: what may not be done with one is refused for that one and said. Sent a second time, it finds that the same person has
 * just done it and says so again.
 */
export async function bulk(
  desk: CaseDesk,
  staff: ActingStaff,
  action: BulkAction,
  picks: readonly Ticked[],
  input: { assigneeId: string | null },
  now: string,
): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  for (const [index, pick] of onceEach(picks).entries()) {
    const outcome: Outcome = index < mostAtOnce ? await perform(desk, action, { staff, now, ...pick }, input) : tooMany
    results.push(await told(desk, staff, action, pick, input, outcome))
  }
  return results
}

function perform(desk: CaseDesk, action: BulkAction, act: StaffAct, { assigneeId }: { assigneeId: string | null }): Promise<Outcome> {
  switch (action) {
    case 'acknowledge':
      return acknowledge(desk, act, { assigneeId })
    case 'assign':
      return assigneeId === null ? Promise.resolve({ ok: false, reason: 'bad-input', detail: 'Chưa chọn người xử lý.' }) : assign(desk, act, { assigneeId })
    case 'close':
      return close(desk, act)
  }
}

async function told(desk: CaseDesk, staff: ActingStaff, action: BulkAction, pick: Ticked, input: { assigneeId: string | null }, outcome: Outcome): Promise<BulkResult> {
  const row = await desk.db.selectFrom('cases').selectAll().where('school_id', '=', desk.school.id).where('number', '=', pick.number).executeTakeFirst()
  const seen = row && mayOpen(staff, row) ? row : null
  const result = { number: pick.number, subject: seen?.subject ?? null }
  if (outcome.ok) return { ...result, done: true, reason: null }
  const isAsAsked = seen && (input.assigneeId === null || action === 'close' || seen.assignee_id === input.assigneeId)
  if (isAsAsked && outcome.reason === 'changed' && (await didItAlready(desk, staff, action, seen.id, pick.version))) return { ...result, done: true, reason: null }
  const reason =
    seen && outcome.reason === 'not-allowed'
      ? `Hồ sơ đang ở trạng thái “${stateLabels[seen.state]}”, nên không làm được việc này, hoặc thầy/cô không có quyền.`
      : (outcome.detail ?? outcome.problems?.[0]?.message ?? refusals[outcome.reason])
  return { ...result, done: false, reason }
}

const tooMany: Outcome = { ok: false, reason: 'bad-input', detail: `Mỗi lần chỉ làm được ${mostAtOnce} hồ sơ.` }

/** True where exactly this was this person's next step after the version they saw: the form was sent twice. */
async function didItAlready(desk: CaseDesk, staff: ActingStaff, action: BulkAction, caseId: string, version: number): Promise<boolean> {
  const event = await desk.db
    .selectFrom('case_events')
    .select('id')
    .where('case_id', '=', caseId)
    .where('case_version', '=', version + 1)
    .where('type', '=', action)
    .where('staff_id', '=', staff.id)
    .executeTakeFirst()
  return event !== undefined
}

const refusals: Record<Refusal, string> = {
  'not-found': 'Không có hồ sơ này, hoặc thầy/cô không được xem.',
  'not-allowed': 'Việc này không làm được với hồ sơ, hoặc thầy/cô không có quyền.',
  changed: 'Có người vừa cập nhật hồ sơ. Mở hồ sơ, xem lại rồi làm tiếp.',
  'own-work': 'Thầy/cô là người soạn, nên cần một người khác duyệt.',
  'bad-input': 'Nội dung chưa hợp lệ.',
}

function onceEach(picks: readonly Ticked[]): Ticked[] {
  return [...new Map(picks.map((pick) => [pick.number, pick])).values()]
}

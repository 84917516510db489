import { data } from '@remix-run/node'
import type { AppContext } from '#app/context.ts'
import { dayOf } from '#app/calendar/index.ts'
import type { StaffVisit } from '#app/http/require-staff.ts'
import { formatDate } from '#app/i18n/format.ts'
import { needsSecondFactor, ownFactors, recoveryCodeCount, removeKey, removeTotp, renewRecoveryCodes } from '#app/staff/index.ts'
import type { Removal } from '#app/staff/index.ts'
import type { FactorPlan } from './FactorsCard.tsx'
import type { Done } from './done.ts'
import { afterChange } from './second-factor/after-change.ts'

/** What the card of one's own second factor shows. */
export async function loadFactorPlan({ db }: AppContext, { staff, school }: StaffVisit): Promise<FactorPlan> {
  const { appSince, passkeys, codesLeft } = await ownFactors(db, staff.id)
  const day = (at: string) => formatDate(dayOf(at))
  const keys = passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, created: day(createdAt), lastUsed: lastUsedAt === null ? null : day(lastUsedAt) }))
  return { keys, appSince: appSince === null ? null : formatDate(dayOf(appSince)), codesLeft, codesInAll: recoveryCodeCount, needed: needsSecondFactor(school, staff.role) }
}

/** Takes the app away. */
export async function dropApp(context: AppContext, visit: StaffVisit) {
  return afterRemoval(context, visit, await removeTotp(context.db, context.secrets, visit, visit.now), 'bo-ung-dung')
}

/** Takes a passkey away. */
export async function dropKey(context: AppContext, visit: StaffVisit, form: URLSearchParams) {
  return afterRemoval(context, visit, await removeKey(context.db, context.secrets, visit, form.get('khoa') ?? '', visit.now), 'bo-khoa')
}

/** Makes ten new recovery codes. */
export async function newCodes(context: AppContext, visit: StaffVisit) {
  const change = await renewRecoveryCodes(context.db, context.secrets, visit.staff, visit.now)
  // Whoever has nothing to recover has no button for it.
  if (change === null) throw new Response('', { status: 400 })
  return afterChange(context, visit, change, 'ma-moi')
}

function afterRemoval(context: AppContext, visit: StaffVisit, removal: Removal, what: Done) {
  if (removal === 'needed') {
    const message = 'Nhà trường yêu cầu tài khoản này có xác thực hai lớp nên không gỡ được lớp cuối cùng. Hãy thêm một cách khác trước.'
    return data({ errors: [{ field: '', message }], values: {} }, { status: 422 })
  }
  // Removed a moment ago, in another window.
  if (removal === 'not-found') throw new Response('', { status: 404 })
  return afterChange(context, visit, removal, what)
}

import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs } from '@remix-run/node'
import { discardTyped, draftLimits, keepTyped, transitions } from '#app/cases/index.ts'
import type { CaseAction } from '#app/cases/index.ts'
import { formValues, readForm } from '#app/http/forms.ts'
import { limits } from '#app/http/limiter.ts'
import { requireStaff } from '#app/http/require-staff.ts'

/** Takes what somebody is typing on the page of a case, every few seconds; or throws it away, at their wish. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'case:list')
  const { db, limiter } = context
  const number = params.number ?? ''
  const form = await readForm(request)
  const discarded = actionOf(form.get('bo'))
  if (discarded) {
    await discardTyped(db, school, staff, number, discarded)
    return redirect(`/office/phan-anh/${encodeURIComponent(number)}#${discarded}`, 303)
  }
  const typed = actionOf(form.get('viec'))
  const version = Number(/^\d{1,9}$/.exec(form.get('version') ?? '')?.[0] ?? Number.NaN)
  if (!typed || Number.isNaN(version)) throw new Response('', { status: 400 })
  const fields = fieldsOf(form)
  if (fields === null) throw new Response('', { status: 413 })
  if (!(await limiter.take(limits.drafts, staff.id, Date.parse(now)))) throw new Response('', { status: 429 })
  if (!(await keepTyped(db, school, staff, number, { action: typed, version, fields }, now))) throw new Response('', { status: 404 })
  return new Response(null, { status: 204 })
}

/** There is nothing to look at: the page of the case shows it. */
export async function loader({ request, context }: ActionFunctionArgs) {
  await requireStaff(request, context, 'case:list')
  throw new Response('', { status: 404 })
}

function actionOf(value: string | null): CaseAction | null {
  return value !== null && Object.hasOwn(transitions, value) ? (value as CaseAction) : null
}

/** The fields of the form, each as `o:` and its name; null where it is more than any form holds. */
function fieldsOf(form: URLSearchParams): Record<string, string> | null {
  const fields = Object.fromEntries(Object.entries(formValues(form)).flatMap(([name, value]) => (/^o:[A-Za-z][\w.:-]{0,39}$/.test(name) ? [[name.slice(2), value]] : [])))
  const letters = Object.values(fields).reduce((sum, text) => sum + text.length, 0)
  return Object.keys(fields).length > draftLimits.fields || letters > draftLimits.letters ? null : fields
}

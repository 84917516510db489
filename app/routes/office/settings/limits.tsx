import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { defaultLimits, limitNames, limitRules, limitsOf, limitUnits } from '#app/calendar/index.ts'
import { limitsForm, setLimits } from '#app/calendar/limit-form.ts'
import { differingDueDates } from '#app/cases/due-dates.ts'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import { PromisedDatesStand } from './DifferingDue.tsx'

export const meta: MetaFunction = () => [{ title: 'Thời hạn · Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school } = await requireStaff(request, context, 'school:manage')
  const limits = limitsOf(school)
  return {
    differing: await differingDueDates(context.db, school, staff),
    values: Object.fromEntries(limitNames.map((name) => [name, String(limits[name])])),
    rules: limitNames.map((name) => {
      const { label, unit, source, basis, min, max } = limitRules[name]
      const usual = limits[name] === defaultLimits[name] ? '' : ` Mặc định: ${defaultLimits[name]}.`
      return { name, label, unit: limitUnits[unit], source, hint: `${basis} Từ ${min} đến ${max}.${usual}` }
    }),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'school:manage')
  const parsed = parseForm(limitsForm, await readForm(request))
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  await setLimits(context.db, school, parsed.value, { staff, now })
  return done('/office/cai-dat/thoi-han', 'luu')
}

export default function LimitSettings() {
  const { rules, values, differing } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const field = formFields(state, values)
  const group = (source: 'law' | 'ours') =>
    rules
      .filter((rule) => rule.source === source)
      .map((rule) => <TextField key={rule.name} label={`${rule.label} (${rule.unit})`} hint={rule.hint} suffix={rule.unit} inputMode="numeric" width="xs" {...field(rule.name)} />)
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/cai-dat">Cài đặt</BackLink>}
        title="Thời hạn"
        lead="Phụ huynh thấy các thời hạn này trong mẫu gửi, trang cam kết và trên tờ mã QR. Ngày gửi không tính vào hạn."
      />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <PromisedDatesStand differing={differing} />
      <form method="post" className="stack-l" noValidate>
        <Card title="Nhà trường tự cam kết">{group('ours')}</Card>
        <Card title="Luật quy định">
          <p className="muted">Nhà trường chỉ được hẹn ngắn hơn thời hạn của luật, không được dài hơn.</p>
          {group('law')}
        </Card>
        <Card title="Lý do thay đổi">
          <TextArea label="Lý do" hint="Ghi vào nhật ký, ví dụ: Quyết định số 12/QĐ-MNHP ngày 05/12/2026." rows={3} maxLength={300} {...field('reason')} />
        </Card>
        <div className="form-actions">
          <Button type="submit">Lưu thời hạn</Button>
        </div>
      </form>
    </>
  )
}

import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { limitsOf, loadCalendar } from '#app/calendar/index.ts'
import type { Outcome } from '#app/cases/index.ts'
import { kindLabels, senderLabels } from '#app/cases/words.ts'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate } from '#app/i18n/format.ts'
import { acknowledgeRequest, carryOutRequest, openRequest, refuseRequest, unfreezeCase } from '#app/privacy/index.ts'
import { requestForms } from '#app/privacy/office-forms.ts'
import type { RequestDeed } from '#app/privacy/office-forms.ts'
import { requestKindLabels, requestPath, requestStateLabels } from '#app/privacy/words.ts'
import type { DataRequestKind } from '#app/privacy/words.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { DueBadge, dueWords } from '../case/due.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import type { FormState } from '../form-state.ts'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page ? requestKindLabels[page.file.request.kind] : 'Yêu cầu'} · Lắng Nghe` }]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { staff, school, today, now } = await requireStaff(request, context, 'privacy:manage')
  const file = await openRequest(context.db, school, staff, params.id ?? '', now)
  if (!file) throw new Response('', { status: 404 })
  const { state, acknowledge_due, due } = file.request
  const next = state === 'new' ? acknowledge_due : state === 'acknowledged' ? due : null
  return { file, due: next === null ? null : dueWords(next, today, await loadCalendar(context.db, school), limitsOf(school)) }
}

interface Failed extends FormState {
  deed: RequestDeed
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'privacy:manage')
  const id = params.id ?? ''
  const form = await readForm(request)
  const deed = form.get('viec') ?? ''
  if (!Object.hasOwn(requestForms, deed)) throw new Response('', { status: 400 })
  const performed = await perform(deed as RequestDeed)
  if ('errors' in performed) return data<Failed>(performed, { status: 422 })
  const { outcome } = performed
  if (outcome.ok) return done(requestPath(id), `dl-${deed as RequestDeed}`)
  if (outcome.reason === 'not-found') throw new Response('', { status: 404 })
  const { status, message } = refusals[outcome.reason]
  return data<Failed>({ deed: deed as RequestDeed, errors: [{ field: '', message: outcome.detail ?? message }], values: Object.fromEntries(form) }, { status })

  async function perform(what: RequestDeed): Promise<{ outcome: Outcome } | Failed> {
    const desk = { db: context.db, school, calendar: await loadCalendar(context.db, school), publicOrigin: context.config.publicOrigin }
    const act = (version: number) => ({ staff, id, version, now })
    switch (what) {
      case 'xac-nhan': {
        const parsed = parseForm(requestForms[what], form)
        return parsed.ok ? { outcome: await acknowledgeRequest(desk, act(parsed.value.version)) } : { deed: what, ...parsed }
      }
      case 'tu-choi': {
        const parsed = parseForm(requestForms[what], form)
        return parsed.ok ? { outcome: await refuseRequest(desk, act(parsed.value.version), parsed.value) } : { deed: what, ...parsed }
      }
      case 'xu-ly-tiep': {
        const parsed = parseForm(requestForms[what], form)
        return parsed.ok ? { outcome: await unfreezeCase(desk, act(parsed.value.version), parsed.value) } : { deed: what, ...parsed }
      }
      case 'thuc-hien': {
        const parsed = parseForm(requestForms[what], form)
        if (!parsed.ok) return { deed: what, ...parsed }
        const { version, answer, name, phone, email, body, publish, contact, sure } = parsed.value
        // What cannot be undone is asked for twice, whatever the browser did.
        if (form.has('xoa') && !sure) return { deed: what, errors: [{ field: 'sure', message: 'Đánh dấu để xác nhận: dữ liệu đã xóa không khôi phục được.' }], values: Object.fromEntries(form) }
        const purposes = [...(publish ? ['publish' as const] : []), ...(contact ? ['contact' as const] : [])]
        return { outcome: await carryOutRequest(desk, act(version), { answer, correction: { name, phone, email, body }, purposes }) }
      }
    }
  }
}

const refusals: Record<'changed' | 'not-allowed' | 'own-work' | 'bad-input', { status: number; message: string }> = {
  changed: { status: 409, message: 'Có người vừa cập nhật yêu cầu này. Trang đã hiện bản mới nhất: xem lại rồi làm tiếp.' },
  'not-allowed': { status: 403, message: 'Việc này không còn làm được ở trạng thái hiện tại.' },
  'own-work': { status: 403, message: 'Cần một người khác làm việc này.' },
  'bad-input': { status: 422, message: 'Nội dung chưa hợp lệ.' },
}

export default function DataRequestPage() {
  const { file, due } = useLoaderData<typeof loader>()
  const failed = useActionData<typeof action>()
  const { request } = file
  const isOpen = request.state === 'new' || request.state === 'acknowledged'
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/du-lieu-ca-nhan">Dữ liệu cá nhân</BackLink>}
        title={requestKindLabels[request.kind]}
        lead={
          <span className="cluster">
            <a className="num" href={`/office/phan-anh/${file.number}`}>
              {file.number}
            </a>
            <Badge tone={request.state === 'done' ? 'success' : 'neutral'}>{requestStateLabels[request.state]}</Badge>
            {due ? <DueBadge words={due} /> : null}
          </span>
        }
      />
      <ErrorSummary errors={(failed?.errors ?? []).map(({ field, message }) => ({ field: field === '' ? undefined : `${failed?.deed}-${field}`, message }))} />
      <div className="split">
        <div className="split-main">
          <Card title="Phụ huynh viết">
            <p className="pre-line original">{request.body || 'Không ghi gì thêm.'}</p>
          </Card>
          {file.obstacle && isOpen ? (
            <Notice tone="warning" title="Chưa thực hiện được">
              <p>{file.obstacle}</p>
            </Notice>
          ) : null}
          {request.state === 'new' ? (
            <Card title="Xác nhận đã nhận" tone="accent">
              <p>Phụ huynh thấy nhà trường đã nhận yêu cầu và sẽ thực hiện chậm nhất ngày {formatDate(request.due)}.</p>
              <Deal deed="xac-nhan" file={file}>
                <Button>Xác nhận đã nhận</Button>
              </Deal>
            </Card>
          ) : null}
          {isOpen && file.obstacle === null ? carryOutForm() : null}
          {isOpen ? (
            <Disclosure summary="Từ chối yêu cầu" open={failed?.deed === 'tu-choi'}>
              <Deal deed="tu-choi" file={file}>
                <p>Chỉ từ chối khi luật cho phép hoặc bắt buộc: hồ sơ phải lưu giữ, dữ liệu của người khác, người yêu cầu không phải người gửi.</p>
                <TextArea label="Lý do" hint="Phụ huynh sẽ đọc lý do này." rows={4} {...fields('tu-choi')('reason')} />
                <Button variant="danger">Từ chối và báo phụ huynh</Button>
              </Deal>
            </Disclosure>
          ) : null}
          {request.outcome ? (
            <Card title="Nhà trường đã trả lời">
              <p className="pre-line">{request.outcome}</p>
            </Card>
          ) : null}
          {request.state === 'done' && request.kind === 'restrict' && file.isFrozen ? (
            <Disclosure summary="Xử lý tiếp hồ sơ" open={failed?.deed === 'xu-ly-tiep'}>
              <Deal deed="xu-ly-tiep" file={file}>
                <p>Phụ huynh tự cho xử lý tiếp bằng mã tra cứu. Nhà trường chỉ tự làm khi luật yêu cầu, ví dụ phải bảo vệ trẻ.</p>
                <TextArea label="Lý do" hint="Phụ huynh sẽ đọc lý do này." rows={3} {...fields('xu-ly-tiep')('reason')} />
                <Button variant="secondary">Xử lý tiếp và báo phụ huynh</Button>
              </Deal>
            </Disclosure>
          ) : null}
        </div>
        <aside className="split-side" aria-label="Thông tin yêu cầu">
          <Card title="Yêu cầu">
            <DescriptionList
              items={[
                { term: 'Hồ sơ', detail: <a href={`/office/phan-anh/${file.number}`}>{file.subject}</a> },
                { term: 'Loại hồ sơ', detail: kindLabels[file.caseKind] },
                { term: 'Người gửi', detail: senderLabels[file.senderMode] },
                { term: 'Nhận ngày', detail: formatDate(request.received_on) },
                { term: 'Hạn xác nhận', detail: formatDate(request.acknowledge_due) },
                ...(request.acknowledged_on ? [{ term: 'Xác nhận ngày', detail: formatDate(request.acknowledged_on) }] : []),
                { term: 'Hạn thực hiện', detail: formatDate(request.due) },
                ...(request.ended_on ? [{ term: 'Xong ngày', detail: formatDate(request.ended_on) }] : []),
                ...(file.handledByName ? [{ term: 'Người thực hiện', detail: file.handledByName }] : []),
              ]}
            />
            <p className="small muted">Thời hạn theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 và Nghị định 356/2025/NĐ-CP. Lần mở này được ghi vào nhật ký.</p>
          </Card>
        </aside>
      </div>
    </>
  )

  function fields(deed: RequestDeed, initial: Record<string, string> = {}) {
    const field = formFields(failed?.deed === deed ? failed : undefined, initial)
    return (name: string) => ({ ...field(name), id: `${deed}-${name}` })
  }

  function carryOutForm() {
    const field = fields('thuc-hien', { answer: proposals[request.kind], body: file.body ?? '' })
    const ticked = (name: string) => ({ name, id: `thuc-hien-${name}`, defaultChecked: failed?.deed === 'thuc-hien' && failed.values[name] === 'on', error: failed?.errors.find((one) => one.field === name)?.message })
    return (
      <Card title="Thực hiện">
        <Deal deed="thuc-hien" file={file}>
          <p>{whatHappens[request.kind]}</p>
          {request.kind === 'correct' && file.mayCorrectContact ? (
            <fieldset className="stack">
              <legend className="field-label">
                Thông tin liên lạc đúng <span className="muted small">(để trống nếu giữ như cũ)</span>
              </legend>
              <TextField label="Họ tên" maxLength={120} autoComplete="off" {...field('name')} />
              <TextField label="Điện thoại" type="tel" maxLength={25} autoComplete="off" {...field('phone')} />
              <TextField label="E-mail" type="email" maxLength={254} autoComplete="off" {...field('email')} />
            </fieldset>
          ) : null}
          {request.kind === 'correct' && file.hasContact && !file.mayCorrectContact ? <p className="muted">Thông tin liên lạc của người gửi này do hiệu trưởng sửa.</p> : null}
          {request.kind === 'correct' ? <TextArea label="Nội dung đúng" hint="Bản cũ được thay hẳn, không giữ lại." rows={8} maxLength={5000} {...field('body')} /> : null}
          {request.kind === 'withdraw' ? (
            <>
              {file.consentPublish ? <Checkbox label="Sự đồng ý công khai" hint="Bản đã đăng được gỡ xuống ngay." {...ticked('publish')} /> : null}
              {file.hasContact ? <Checkbox label="Thông tin liên lạc" hint="Tên, điện thoại, e-mail và thư đã gửi bị xóa; phụ huynh chỉ còn mã tra cứu." {...ticked('contact')} /> : null}
              {!file.consentPublish && !file.hasContact ? <p className="muted">Không còn sự đồng ý nào đang có hiệu lực.</p> : null}
            </>
          ) : null}
          {request.kind === 'delete' ? (
            <>
              <HiddenField name="xoa" value="1" />
              <Checkbox label="Tôi hiểu dữ liệu đã xóa không khôi phục được" {...ticked('sure')} />
            </>
          ) : null}
          <TextArea label="Trả lời phụ huynh" rows={4} maxLength={4000} {...field('answer')} />
          <Button variant={request.kind === 'delete' ? 'danger' : 'primary'}>{request.kind === 'delete' ? 'Xóa và báo phụ huynh' : 'Thực hiện và báo phụ huynh'}</Button>
        </Deal>
      </Card>
    )
  }
}

function Deal({ deed, file, children }: { deed: RequestDeed; file: { request: { id: string; version: number } }; children: ReactNode }) {
  return (
    <form method="post" action={requestPath(file.request.id)} className="stack" noValidate>
      <HiddenField name="viec" value={deed} />
      <HiddenField name="version" value={file.request.version} />
      {children}
    </form>
  )
}

const whatHappens: Record<DataRequestKind, string> = {
  see: 'Phụ huynh tải được ngay mọi dữ liệu của hồ sơ bằng mã tra cứu. Trả lời điều họ hỏi thêm.',
  correct: 'Ghi lại cho đúng. Bản sai mất hẳn, kể cả trong tìm kiếm.',
  withdraw: 'Chọn sự đồng ý mà phụ huynh rút lại.',
  restrict: 'Hồ sơ chỉ còn được lưu giữ: không ai xử lý, ghi chú, trả lời hay công khai cho đến khi phụ huynh cho phép trở lại. Hạn trả lời tạm dừng.',
  delete: 'Thông tin liên lạc, nội dung, lời nhắn và tệp của phụ huynh bị xóa; bản công khai được gỡ. Số hồ sơ, ngày tháng và số liệu vẫn còn.',
}

const proposals: Record<DataRequestKind, string> = {
  see: 'Ông/bà tải được toàn bộ dữ liệu ở trang “Dữ liệu của ông/bà”, mục “Tải mọi dữ liệu về”.',
  correct: 'Nhà trường đã sửa theo yêu cầu của ông/bà.',
  withdraw: 'Nhà trường đã ghi nhận việc ông/bà rút lại sự đồng ý.',
  restrict: 'Từ nay nhà trường chỉ lưu giữ hồ sơ này. Ông/bà cho xử lý tiếp bất cứ lúc nào tại trang “Dữ liệu của ông/bà”.',
  delete: 'Nhà trường đã xóa dữ liệu của ông/bà trong hồ sơ này.',
}

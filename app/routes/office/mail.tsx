import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate, formatDateTime, formatNumber } from '#app/i18n/format.ts'
import { countMail, listMail, retryMail } from '#app/mail/index.ts'
import type { MailLine } from '#app/mail/index.ts'
import { mailPageSize, mailStates } from '#app/mail/states.ts'
import type { MailState } from '#app/mail/states.ts'
import { Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterBar } from '#app/ui/FilterBar.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { done } from './done.ts'

export const meta: MetaFunction = () => [{ title: 'Thư gửi · Lắng Nghe' }]

const path = '/office/thu-gui'

const stateLabels: Record<MailState, string> = { waiting: 'Chờ gửi', failed: 'Chưa gửi được', sent: 'Đã gửi' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'mail:view')
  const { searchParams } = new URL(request.url)
  const counts = await countMail(context.db, school, staff, now)
  const filter = {
    state: mailStates.find((state) => state === searchParams.get('xem')) ?? (counts.failed > 0 ? 'failed' : counts.waiting > 0 ? 'waiting' : 'sent'),
    q: searchParams.get('q')?.trim().slice(0, 100) ?? '',
    page: Number(/^[1-9]\d{0,4}$/.exec(searchParams.get('trang') ?? '')?.[0] ?? 1),
  }
  const { rows, total } = await listMail(context.db, school, staff, filter, now)
  return { isConfigured: context.config.smtpUrl !== null, from: staff.role === 'principal' ? context.config.mailFrom : null, counts, filter, rows, total }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'mail:view')
  const form = await readForm(request)
  const all = form.get('thu') === 'tat-ca'
  const id = Number(/^\d{1,15}$/.exec(form.get('thu') ?? '')?.[0] ?? -1)
  const count = await retryMail(context.db, school, staff, all ? null : id, now)
  if (count === 0 && !all) throw new Response('Thư này không còn trong danh sách chờ gửi.', { status: 404 })
  return done(`${path}?xem=failed`, 'gui-lai-thu')
}

type Filter = ReturnType<typeof useLoaderData<typeof loader>>['filter']

function hrefWith(filter: Filter, change: Partial<Filter>): string {
  const { state, q, page } = { ...filter, ...change }
  const query = new URLSearchParams({ xem: state })
  if (q) query.set('q', q)
  if (page > 1) query.set('trang', String(page))
  return `${path}?${query}`
}

export default function Outbox() {
  const { isConfigured, from, counts, filter, rows, total } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title="Thư gửi" lead="E-mail hệ thống gửi cho thầy cô và cho phụ huynh đã để lại địa chỉ." />
      {isConfigured ? null : <NotConfigured from={from} />}
      <Tabs
        label="Cách xem"
        items={mailStates.map((state) => ({ href: hrefWith(filter, { state, page: 1 }), label: stateLabels[state], current: state === filter.state, count: counts[state] }))}
      />
      <FilterBar action={path} label="Tìm thư" resetHref={filter.q ? hrefWith(filter, { q: '', page: 1 }) : undefined}>
        <HiddenField name="xem" value={filter.state} />
        <TextField name="q" type="search" label="Số hồ sơ hoặc tiêu đề thư" defaultValue={filter.q} />
      </FilterBar>
      <div className="between cluster">
        <p className="result-count" role="status">
          {formatNumber(total)} thư
        </p>
        {isConfigured && filter.state === 'failed' && total > 1 ? (
          <RetryForm mail="tat-ca" label="Gửi lại tất cả" />
        ) : null}
      </div>
      {rows.length === 0 ? (
        <NothingHere filter={filter} />
      ) : (
        <ul className="records">
          {rows.map((mail) => (
            <li key={mail.id}>
              <Letter mail={mail} mayRetry={isConfigured} />
            </li>
          ))}
        </ul>
      )}
      <Pagination page={filter.page} pageCount={Math.ceil(total / mailPageSize)} hrefFor={(page) => hrefWith(filter, { page })} />
    </>
  )
}

/** How to set it up is said only to whom it concerns (`from` is null for everybody else). */
function NotConfigured({ from }: { from: string | null }) {
  return (
    <Notice tone="warning" title="Hệ thống chưa gửi được e-mail">
      <p>Thư vẫn được viết và giữ lại ở đây để thầy/cô đọc. Khi đã cài máy chủ thư, thư chưa quá 7 ngày sẽ tự được gửi đi.</p>
      {from === null ? (
        <p>Thầy/cô báo hiệu trưởng để nhờ người quản trị máy chủ cài đặt.</p>
      ) : (
        <Disclosure summary="Cách cài đặt máy chủ thư">
          <p>Người quản trị máy chủ đặt hai biến môi trường sau rồi khởi động lại hệ thống:</p>
          <p>
            <code className="code-line">SMTP_URL=smtp://ten-dang-nhap:mat-khau@may-chu-thu:587</code>
            <br />
            <code className="code-line">MAIL_FROM=&quot;Trường … &lt;hop-thu@ten-mien-cua-truong&gt;&quot;</code>
          </p>
          <p>Tên đăng nhập hoặc mật khẩu có ký tự đặc biệt thì viết theo dạng mã hóa địa chỉ, ví dụ @ viết là %40. Chưa đặt MAIL_FROM thì thư ghi người gửi là {from}.</p>
        </Disclosure>
      )}
    </Notice>
  )
}

function NothingHere({ filter }: { filter: Filter }) {
  if (filter.q) return <EmptyState title="Không có thư nào phù hợp" text={`Không có thư nào ở mục “${stateLabels[filter.state]}” có tiêu đề chứa “${filter.q}”.`} />
  const words: Record<MailState, [string, string]> = {
    waiting: ['Không có thư nào chờ gửi', 'Thư mới được gửi đi trong khoảng một phút.'],
    failed: ['Mọi thư đều đã được gửi', 'Thư nào gặp trục trặc sẽ hiện ở đây cùng lý do.'],
    sent: ['Chưa có thư nào được gửi', 'Khi có hồ sơ mới hoặc sắp đến hạn, hệ thống gửi thư báo cho thầy cô.'],
  }
  const [title, text] = words[filter.state]
  return <EmptyState title={title} text={text} />
}

function Letter({ mail, mayRetry }: { mail: MailLine; mayRetry: boolean }) {
  return (
    <article className="card">
      <div className="card-meta">{standing(mail)}</div>
      <h2 className="card-title">{mail.subject}</h2>
      <p>
        Gửi{' '}
        {mail.recipient ? (
          <>
            <strong>{mail.recipient.name}</strong> <span className="muted">{mail.recipient.email}</span>
          </>
        ) : mail.isToFollower ? (
          <>
            <strong>người theo dõi</strong> <span className="muted">địa chỉ không hiện ra cho ai</span>
          </>
        ) : (
          <>
            <strong>phụ huynh</strong> <span className="muted">địa chỉ xem tại hồ sơ</span>
          </>
        )}
      </p>
      {mail.sentAt === null && (mail.lastError !== null || mail.nextAttemptAt === null) ? <Failure mail={mail} /> : null}
      <Disclosure summary="Xem nội dung thư">
        {mail.body === '' ? <p className="muted">Nội dung đã được xóa khi hết hạn lưu.</p> : <p className="letter">{mail.body}</p>}
        {mail.caseNumber ? (
          <p>
            <a href={`/office/phan-anh/${mail.caseNumber}`}>Mở hồ sơ {mail.caseNumber}</a>
          </p>
        ) : null}
      </Disclosure>
      {mayRetry && mail.sentAt === null && mail.attempts > 0 ? <RetryForm mail={String(mail.id)} label="Gửi lại ngay" subject={mail.subject} /> : null}
    </article>
  )
}

function standing(mail: MailLine): string {
  return mail.sentAt !== null ? `Đã gửi ${when(mail.sentAt)}` : `Viết ${when(mail.createdAt)}`
}

/** Of mail about a case only the day is known. */
function when(at: string): string {
  return at.length === 10 ? `ngày ${formatDate(at)}` : `lúc ${formatDateTime(at)}`
}

function Failure({ mail }: { mail: MailLine }) {
  return (
    <div className="stack-s">
      <p>
        {mail.lastError === null ? 'Thư đã chờ quá 7 ngày nên không tự gửi nữa.' : reason(mail.lastError)}{' '}
        {mail.lastError === null ? null : mail.nextAttemptAt === null ? `Đã thử ${mail.attempts} lần và dừng.` : `Đã thử ${mail.attempts} lần, sẽ tự thử lại ${when(mail.nextAttemptAt)}.`}
      </p>
      {mail.lastError === null ? null : <p className="muted small letter-error">Máy chủ báo: {mail.lastError}</p>}
    </div>
  )
}

/** What the code at the beginning of the error means for a person who can do something about it. */
function reason(lastError: string): string {
  if (lastError.startsWith('EAUTH')) return 'Máy chủ thư không chấp nhận tên đăng nhập hoặc mật khẩu đã cài đặt.'
  if (/^(ESOCKET|ECONNECTION|ETIMEDOUT|EDNS|ETLS)/.test(lastError)) return 'Không kết nối được với máy chủ thư.'
  if (/^EENVELOPE 5/.test(lastError)) return 'Máy chủ thư từ chối địa chỉ người nhận.'
  return 'Máy chủ thư chưa nhận thư này.'
}

function RetryForm({ mail, label, subject }: { mail: string; label: string; subject?: string }) {
  return (
    <form method="post" action={path}>
      <HiddenField name="thu" value={mail} />
      <Button type="submit" variant="secondary" size="small" icon="send">
        {label}
        {subject ? <VisuallyHidden>: {subject}</VisuallyHidden> : null}
      </Button>
    </form>
  )
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { loadCalendar } from '#app/calendar/index.ts'
import { obstacleWords, openPicture } from '#app/cases/index.ts'
import { readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { cx } from '#app/ui/cx.ts'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import { CoverEditor } from './CoverEditor.tsx'
import { perform } from './perform.ts'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `Che ảnh ${page?.picture.nth ?? ''} · Lắng Nghe` }]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { staff, school } = await requireStaff(request, context, 'case:reply')
  const number = params.number ?? ''
  const found = await openPicture(context.db, school, staff, number, params.id ?? '')
  if (!found) throw new Response('', { status: 404 })
  const { version, obstacle, ...picture } = found
  return { number, version, picture, obstacle: obstacle && obstacleWords[obstacle] }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'case:reply')
  const [number, fileId] = [params.number ?? '', params.id ?? '']
  const form = await readForm(request)
  form.set('viec', 'coverPicture')
  form.set('fileId', fileId)
  const desk = { db: context.db, files: context.files, calendar: await loadCalendar(context.db, school), school, publicOrigin: context.config.publicOrigin }
  const performed = await perform(desk, { staff, number, now }, form)
  if (!performed) throw new Response('', { status: 400 })
  if ('errors' in performed) return data(performed, { status: 422 })
  const { outcome, values } = performed
  if (outcome.ok) return done(`/office/phan-anh/${number}/tep/${fileId}/che`, 'hs-coverPicture')
  if (outcome.reason === 'not-found') throw new Response('', { status: 404 })
  const message = outcome.detail ?? (outcome.reason === 'changed' ? 'Có người vừa cập nhật hồ sơ này. Các vùng vừa vẽ vẫn còn: xem lại rồi lưu lần nữa.' : 'Việc này không còn làm được ở trạng thái hiện tại, hoặc thầy/cô không có quyền.')
  return data({ errors: [{ field: '', message }], values }, { status: outcome.reason === 'changed' ? 409 : outcome.reason === 'bad-input' ? 422 : 403 })
}

export default function PicturePage() {
  const { number, version, picture, obstacle } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const field = formFields(state, { description: picture.description ?? '' })
  const address = `/office/phan-anh/${number}/tep/${picture.id}`
  return (
    <>
      <PageHeader
        above={<BackLink href={`/office/phan-anh/${number}`}>Hồ sơ {number}</BackLink>}
        title={`Che ảnh ${picture.nth}`}
        lead={<p>Che mặt người, biển số xe, bảng tên và mọi chi tiết giúp nhận ra ai. Ảnh gốc giữ nguyên, chỉ người được xem hồ sơ thấy.</p>}
      />
      {state ? <ErrorSummary errors={state.errors.map(({ field: name, message }) => ({ field: name === '' ? undefined : name, message }))} /> : null}
      <form method="post" className="stack-l" noValidate>
        <HiddenField name="version" value={version} />
        <Card title="Vùng che">
          <CoverEditor
            key={version}
            src={address}
            label={`Ảnh ${picture.nth} của hồ sơ, bản gốc`}
            width={picture.width ?? 0}
            height={picture.height ?? 0}
            covers={picture.covers}
            typed={state?.values}
            errorOf={(name) => field(name).error}
          />
        </Card>
        <Card title="Công khai">
          {obstacle === null ? (
            <>
              <p>Chỉ bản đã che được đăng, cùng câu trả lời công khai, sau khi người thứ hai xem từng ảnh.</p>
              <Checkbox name="publish" label="Đề nghị đăng bản đã che của ảnh này" defaultChecked={state ? state.values.publish === 'on' : picture.description !== null} />
              <TextField label="Ảnh cho thấy gì" hint="Cho người không nhìn được ảnh; không nêu tên ai. Ví dụ: Mái che mới lợp lại ở lối vào." maxLength={300} {...field('description')} />
            </>
          ) : (
            <p>{obstacle}</p>
          )}
        </Card>
        <div className="form-actions">
          <Button icon="check">Lưu vùng che</Button>
        </div>
      </form>
      <section className="stack-s" aria-labelledby="ban-da-che">
        <h2 id="ban-da-che">Bản đã che</h2>
        <p className="muted">{picture.covers.length === 0 ? 'Chưa có vùng nào được che.' : 'Máy chủ đã tô đen các vùng vào chính tấm ảnh: không có cách nào xem lại phần bị che từ bản này.'}</p>
        <img
          className={cx('cover-result', (picture.height ?? 0) > (picture.width ?? 0) && 'cover-upright')}
          src={`${address}?che=${version}`}
          alt={`Ảnh ${picture.nth}, bản đã che`}
          width={picture.width ?? 0}
          height={picture.height ?? 0}
          loading="lazy"
        />
      </section>
    </>
  )
}

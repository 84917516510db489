import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate, formatNumber } from '#app/i18n/format.ts'
import { may } from '#app/staff/index.ts'
import { countReturned, findRound, formsOf, loadQuestionnaire, openRound, paperCounts, paperOrderForm, returnedForm, withdrawForm, withdrawSheet } from '#app/surveys/index.ts'
import { Breadcrumb } from '#app/ui/Breadcrumb.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { RadioGroup } from '#app/ui/RadioGroup.tsx'
import { Stat } from '#app/ui/Stat.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import type { FormState } from '../form-state.ts'
import { PrintForm } from './PrintForm.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `Phiếu giấy – ${page?.round.name ?? ''} · Lắng Nghe` }]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { staff, school, today } = await requireStaff(request, context, 'paper:enter')
  const { db } = context
  const round = await findRound(db, school, params.id ?? '')
  if (!round) throw new Response('', { status: 404 })
  return {
    round: { id: round.id, name: round.name_vi, state: round.state, closesOn: round.closes_on, left: round.paper_left },
    takesForms: (await openRound(db, school, round.questionnaire, today))?.id === round.id,
    forms: formsOf(await loadQuestionnaire(db, round)),
    paper: await paperCounts(db, round),
    mayManage: may(staff.role, 'round:manage'),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'round:manage')
  const { db } = context
  const form = await readForm(request)
  const round = await findRound(db, school, params.id ?? '')
  if (!round) throw new Response('', { status: 404 })
  const path = `/office/dot-khao-sat/${round.id}/phieu-giay`
  const actor = { staffId: staff.id }
  const refuse = (field: string, message: string, status = 422) => data<FormState>({ errors: [{ field, message }], values: Object.fromEntries(form) }, { status })
  const closed = 'Đợt khảo sát đã đóng, không đổi được gì về phiếu giấy nữa.'

  switch (form.get('viec')) {
    case 'thu-ve': {
      const parsed = parseForm(returnedForm, form)
      if (!parsed.ok) return data<FormState>({ errors: parsed.errors, values: parsed.values }, { status: 422 })
      if (!(await countReturned(db, school, round.id, parsed.value.thu, actor, now))) return refuse('thu', closed, 409)
      return done(path, 'thu-ve')
    }
    case 'loai': {
      const parsed = parseForm(withdrawForm, form)
      if (!parsed.ok) return data<FormState>({ errors: parsed.errors, values: parsed.values }, { status: 422 })
      if (round.state === 'closed') return refuse('phieu', closed, 409)
      if (!(await withdrawSheet(db, school, round.id, parsed.value.phieu, parsed.value.lydo, actor, now))) {
        return refuse('phieu', `Không có phiếu số ${parsed.value.phieu} chưa tính: phiếu đã được tính hay đã bị loại thì không đổi được.`, 409)
      }
      return done(path, 'loai-phieu')
    }
    default: {
      const parsed = parseForm(paperOrderForm, form)
      if (!parsed.ok) return data<FormState>({ errors: parsed.errors, values: parsed.values }, { status: 422 })
      if (round.state === 'closed') return refuse('so', 'Đợt khảo sát đã đóng, không in phiếu được nữa.', 409)
      // A page cannot answer with a file: the same form goes on, whole, to the address that can.
      return redirect(`${path}/in.pdf`, 307)
    }
  }
}

export default function PaperPage() {
  const { round, takesForms, forms, paper, mayManage } = useLoaderData<typeof loader>()
  const failed = useActionData<typeof action>()
  const field = formFields(failed, { mau: 'quick' })
  const numbers = (list: readonly number[]) => list.map((serial) => formatNumber(serial)).join(', ')
  return (
    <>
      <PageHeader
        above={<Breadcrumb items={[{ label: 'Đợt khảo sát', href: '/office/dot-khao-sat' }, { label: round.name, href: `/office/dot-khao-sat/${round.id}` }, { label: 'Phiếu giấy' }]} />}
        title="Phiếu giấy"
        lead="Hai người nhập riêng từng phiếu, không thấy mức người kia nhập. Khớp nhau thì phiếu được tính ngay và không ai sửa được nữa."
      />
      <ErrorSummary errors={failed?.errors ?? []} />
      <div className="stats">
        <Stat label="Đã in" value={formatNumber(paper.printed)} />
        <Stat label="Thu về" value={paper.returned === null ? '–' : formatNumber(paper.returned)} detail={paper.returned === null ? 'Chưa ai đếm' : undefined} />
        <Stat label="Đã nhập" value={formatNumber(paper.entered)} detail={round.state === 'closed' ? undefined : 'Ít nhất một người'} />
        <Stat label="Đã tính" value={formatNumber(paper.accepted)} detail={paper.withdrawn > 0 ? `${formatNumber(paper.withdrawn)} phiếu bị loại` : undefined} />
      </div>
      <div className="split">
        <div className="split-main">
          {takesForms && paper.printed > 0 ? (
            <p>
              <ButtonLink href={`/office/dot-khao-sat/${round.id}/phieu-giay/nhap`}>Nhập phiếu</ButtonLink>
            </p>
          ) : null}
          {round.left !== null && round.left > 0 ? (
            <Notice tone="warning" title={`${formatNumber(round.left)} phiếu nhập rồi mà chưa được kiểm tra khi đóng đợt`}>
              <p>Những phiếu này không được tính, và con số này được công khai.</p>
            </Notice>
          ) : null}
          {paper.printed === 0 ? (
            <EmptyState title="Chưa in phiếu nào" text="Dành cho gia đình không dùng điện thoại. In phiếu, phát cho phụ huynh, thu về bằng thùng phiếu rồi nhập." />
          ) : round.state === 'closed' ? null : (
            <Card title="Còn phải làm">
              <DescriptionList
                items={[
                  { term: 'Chờ người thứ hai', detail: paper.waiting.length === 0 ? 'Không có' : `Phiếu số ${numbers(paper.waiting)}` },
                  { term: 'Hai lần nhập còn lệch', detail: paper.differing.length === 0 ? 'Không có' : `Phiếu số ${numbers(paper.differing)}` },
                ]}
              />
              <p className="muted small">Đợt tự đóng sau ngày {formatDate(round.closesOn)}. Phiếu chưa khớp lúc đó không được tính, và số phiếu ấy được công khai.</p>
            </Card>
          )}
        </div>
        {mayManage && round.state !== 'closed' ? (
          <div className="split-side">
            <Card title="In phiếu">
              <PrintForm>
                <HiddenField name="viec" value="in" />
                {forms.length > 1 ? (
                  <RadioGroup
                    label="Phiếu nào?"
                    options={[
                      { value: 'quick', label: 'Phiếu một phút', hint: 'Một mặt giấy' },
                      { value: 'full', label: 'Phiếu đầy đủ', hint: 'Hai mặt giấy' },
                    ]}
                    {...field('mau')}
                  />
                ) : (
                  <HiddenField name="mau" value={forms[0] ?? 'full'} />
                )}
                <TextField label="Số phiếu" inputMode="numeric" autoComplete="off" width="xs" {...field('so')} />
                <p className="muted small">Mỗi phiếu có số và mã riêng, nên không nhập được hai lần. Không ghi phiếu nào phát cho ai. Tệp PDF tải về là nơi duy nhất có các mã này.</p>
              </PrintForm>
            </Card>
            {paper.printed === 0 ? null : (
              <>
                <Card title="Đếm phiếu thu về">
                  <form method="post" className="stack" noValidate>
                    <HiddenField name="viec" value="thu-ve" />
                    <TextField label="Số phiếu trong thùng" inputMode="numeric" autoComplete="off" width="xs" {...field('thu')} defaultValue={field('thu').defaultValue || (paper.returned === null ? '' : String(paper.returned))} />
                    <Button variant="secondary">Lưu</Button>
                  </form>
                </Card>
                <Card title="Loại một phiếu">
                  <form method="post" className="stack" noValidate>
                    <HiddenField name="viec" value="loai" />
                    <TextField label="Phiếu số" inputMode="numeric" autoComplete="off" width="xs" {...field('phieu')} />
                    <TextField label="Lý do" hint="Ví dụ: phiếu trắng, rách không đọc được" autoComplete="off" maxLength={200} {...field('lydo')} />
                    <p className="muted small">Chỉ loại được phiếu chưa tính. Lý do được ghi trong nhật ký; số phiếu bị loại được công khai.</p>
                    <Button variant="secondary">Loại phiếu</Button>
                  </form>
                </Card>
              </>
            )}
          </div>
        ) : null}
      </div>
    </>
  )
}

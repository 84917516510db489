import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formValues, readForm } from '#app/http/forms.ts'
import type { FieldError, FormValues } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { findRound, paperCounts, readSheetCode, saveReading, sheetToRead } from '#app/surveys/index.ts'
import type { SheetResult, SheetToRead } from '#app/surveys/index.ts'
import { fromNumbers } from '#app/surveys/paper-digits.ts'
import { Breadcrumb } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { done } from '../done.ts'
import { PaperSheet } from './PaperSheet.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `Nhập phiếu giấy – ${page?.round.name ?? ''} · Lắng Nghe` }]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'paper:enter')
  const round = await findRound(context.db, school, params.id ?? '')
  if (!round) throw new Response('', { status: 404 })
  const { accepted, waiting, differing } = await paperCounts(context.db, round)
  return { round: { id: round.id, name: round.name_vi }, accepted, waiting: waiting.length, differing: differing.length }
}

/** A sheet on the screen, or the code that did not lead to one. */
type Shown = { sheet: SheetToRead; code: string; values: FormValues; errors: FieldError[] } | { sheet: null; code: string; errors: FieldError[] }

/** A sheet is opened by a post, so that its code stands in no address; nothing is changed by opening it. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'paper:enter')
  const { db, secrets } = context
  const round = await findRound(db, school, params.id ?? '')
  if (!round) throw new Response('', { status: 404 })
  const actor = { staffId: staff.id }
  const { ma: typed = '', viec, ...values } = formValues(await readForm(request))
  const refuse = (message: string, status = 422) => data<Shown>({ sheet: null, code: typed, errors: [{ field: 'ma', message }] }, { status })

  const code = readSheetCode(typed)
  if (code === null) return refuse('Mã gồm 6 chữ và số, in đậm ở góc phải phiếu.')
  const sheet = await sheetToRead(db, secrets, school, round, code, actor, now)
  if (sheet.status !== 'read') return refuse(refusal(sheet), sheet.status === 'unknown' ? 422 : 409)
  if (viec !== 'ghi') return data<Shown>({ sheet, code, values: {}, errors: [] })

  const result = await saveReading(db, secrets, school, round, code, fromNumbers(sheet.asked, values), actor, now)
  if (result.status === 'invalid') return data<Shown>({ sheet, code, values, errors: result.errors }, { status: 422 })
  const path = `/office/dot-khao-sat/${round.id}/phieu-giay/nhap`
  if (result.status === 'differing' && sheet.turn !== 'differing') return done(path, 'lech-phieu')
  if (result.status === 'differing') return done(path, 'van-lech-phieu')
  if (result.status === 'waiting') return done(path, 'nhap-phieu')
  return result.status === 'accepted' ? done(path, 'khop-phieu') : refuse(refusal(result), 409)
}

function refusal(result: Exclude<SheetResult, SheetToRead>): string {
  switch (result.status) {
    case 'unknown':
      return 'Không có phiếu nào của đợt này mang mã ấy. Thầy/cô xem lại từng chữ.'
    case 'closed':
      return 'Đợt khảo sát chưa mở hoặc đã hết ngày nhận phiếu.'
    case 'counted-before':
      return `Phiếu số ${result.serial} đã được tính. Phiếu đã tính không nhập lại và không sửa được.`
    case 'withdrawn':
      return `Phiếu số ${result.serial} đã bị loại, không nhập được nữa.`
  }
}

export default function PaperEntry() {
  const { round, accepted, waiting, differing } = useLoaderData<typeof loader>()
  const shown = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        above={
          <Breadcrumb
            items={[
              { label: 'Đợt khảo sát', href: '/office/dot-khao-sat' },
              { label: round.name, href: `/office/dot-khao-sat/${round.id}` },
              { label: 'Phiếu giấy', href: `/office/dot-khao-sat/${round.id}/phieu-giay` },
              { label: 'Nhập phiếu' },
            ]}
          />
        }
        title={shown?.sheet ? `Phiếu số ${shown.sheet.serial}` : 'Nhập phiếu giấy'}
      />
      <ErrorSummary errors={shown?.errors ?? []} />
      {shown?.sheet ? (
        <PaperSheet key={shown.code} sheet={shown.sheet} code={shown.code} values={shown.values} errors={shown.errors} back={`/office/dot-khao-sat/${round.id}/phieu-giay/nhap`} />
      ) : (
        <form method="post" className="stack measure" noValidate>
          <HiddenField name="viec" value="mo" />
          <TextField
            name="ma"
            label="Mã trên phiếu"
            hint="6 chữ và số, in đậm ở góc phải. Gõ xong nhấn Enter."
            defaultValue={shown?.code ?? ''}
            error={shown?.errors[0]?.message}
            width="s"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={12}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- one sheet after the other, without a hand on the mouse
            autoFocus={shown === undefined}
          />
          <Button>Mở phiếu</Button>
          <p className="muted">
            Đã tính {accepted} phiếu · chờ người thứ hai {waiting} · còn lệch {differing}
          </p>
        </form>
      )}
    </>
  )
}

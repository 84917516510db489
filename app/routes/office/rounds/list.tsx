import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate, formatNumber, formatPercent } from '#app/i18n/format.ts'
import { may } from '#app/staff/index.ts'
import { collectedForms, createRound, daysError, daysProblem, listRounds, newRoundForm } from '#app/surveys/index.ts'
import { questionnaireLabels, roundStateLabels } from '#app/surveys/labels.ts'
import { responseRate } from '#app/statistics/index.ts'
import type { QuestionnaireCode, Round } from '#db/schema.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import type { Column } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Select } from '#app/ui/Select.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import type { FormState } from '../form-state.ts'
import { RoundFields } from './RoundFields.tsx'

export const meta: MetaFunction = () => [{ title: 'Đợt khảo sát · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school } = await requireStaff(request, context, 'round:view')
  const rounds = await listRounds(context.db, school)
  const forms = await collectedForms(context.db, rounds)
  return {
    mayManage: may(staff.role, 'round:manage'),
    rounds: rounds.map((round): RoundLine => {
      const collected = forms.get(round.id) ?? 0
      return {
        id: round.id,
        name: round.name_vi,
        questionnaire: round.questionnaire,
        state: round.state,
        opensOn: round.opens_on,
        closesOn: round.closes_on,
        collected,
        share: responseRate(collected, round.audience_size),
      }
    }),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now, today } = await requireStaff(request, context, 'round:manage')
  const sent = await readForm(request)
  const form = parseForm(newRoundForm, sent)
  if (!form.ok) return data<FormState>({ errors: form.errors, values: form.values }, { status: 422 })
  const problem = await daysProblem(context.db, school, form.value, today)
  if (problem) return data<FormState>({ errors: [daysError(problem, today)], values: formValues(sent) }, { status: 422 })
  const id = await createRound(context.db, school, form.value, { staffId: staff.id }, now)
  return done(`/office/dot-khao-sat/${id}`, 'them')
}

interface RoundLine {
  id: string
  name: string
  questionnaire: QuestionnaireCode
  state: Round['state']
  opensOn: string
  closesOn: string
  collected: number
  share: number | null
}

const columns: Column<RoundLine>[] = [
  { key: 'name', header: 'Đợt', rowHeader: true, cell: (round) => <a href={`/office/dot-khao-sat/${round.id}`}>{round.name}</a> },
  { key: 'questionnaire', header: 'Mẫu phiếu', cell: (round) => questionnaireLabels[round.questionnaire] },
  { key: 'days', header: 'Thời gian', cell: (round) => `${formatDate(round.opensOn)} – ${formatDate(round.closesOn)}` },
  { key: 'state', header: 'Trạng thái', cell: (round) => <RoundState state={round.state} /> },
  { key: 'collected', header: 'Số phiếu', align: 'end', cell: (round) => formatNumber(round.collected) },
  { key: 'share', header: 'Tỷ lệ trả lời', align: 'end', cell: (round) => (round.share === null ? 'Chưa rõ' : formatPercent(round.share)) },
]

function RoundState({ state }: { state: Round['state'] }) {
  return <Badge tone={state === 'open' ? 'success' : state === 'planned' ? 'info' : 'neutral'}>{roundStateLabels[state]}</Badge>
}

export default function RoundsPage() {
  const { rounds, mayManage } = useLoaderData<typeof loader>()
  const failed = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        title="Đợt khảo sát"
        lead="Mỗi mẫu phiếu có một đợt mở trong một thời điểm. Kết quả chỉ có, và được công bố một lần, khi đợt đóng."
      />
      {mayManage ? (
        <p>
          <a href="/office/mau-phieu">Xem và sửa mẫu phiếu</a>
        </p>
      ) : null}
      <ErrorSummary errors={failed?.errors ?? []} />
      <DataTable
        caption="Các đợt khảo sát, mới nhất trước"
        hideCaption
        stack
        columns={columns}
        rows={rounds}
        rowKey={(round) => round.id}
        empty={
          <EmptyState
            title="Chưa có đợt khảo sát nào"
            text={mayManage ? 'Lên lịch đợt đầu tiên bên dưới. Đến ngày, đợt tự mở và mã QR dẫn phụ huynh đến phiếu.' : 'Hiệu trưởng hoặc người điều phối lên lịch đợt khảo sát.'}
          />
        }
      />
      {mayManage ? (
        <Card title="Lên lịch đợt mới">
          <form method="post" className="stack" noValidate>
            <Select
              label="Mẫu phiếu"
              placeholder={null}
              options={(['education', 'dossier'] as const).map((code) => ({ value: code, label: questionnaireLabels[code] }))}
              {...formFields(failed, { questionnaire: 'education' })('questionnaire')}
            />
            <RoundFields state={failed} initial={{}} />
            <div className="form-actions">
              <Button type="submit" icon="plus">
                Lên lịch
              </Button>
            </div>
          </form>
        </Card>
      ) : null}
    </>
  )
}

import type { MeasureFile } from '#app/cases/case-file.ts'
import { formatDate } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/Badge.tsx'
import type { Tone } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { DateField, HiddenField } from '#app/ui/TextField.tsx'
import { CaseForm, doing, fieldsOf } from '../case-form.tsx'
import type { StepProps } from '../NextStep.tsx'
import { InsideText } from './CoveredText.tsx'

/** "Việc đã làm": stated by one person, looked at by another, then told to the sender and to everybody. */
export function Measures(props: StepProps & { today: string }) {
  const { file, state, today } = props
  const maySay = file.actions.includes('stateMeasure')
  if (file.measures.length === 0 && !maySay) return null
  const field = fieldsOf('stateMeasure', state, { doneOn: today })
  return (
    <Card title="Việc đã làm nhờ ý kiến này" tone={file.measures.some((measure) => measure.mayVerify) ? 'accent' : 'plain'}>
      {file.measures.length === 0 ? <p>Chưa ghi việc nào. Việc đã làm xong, được một người khác đến xem và xác nhận, mới báo cho phụ huynh và hiện trên trang công khai.</p> : null}
      {file.measures.length === 0 ? null : (
        <ul className="records">
          {file.measures.map((measure) => (
            <li key={measure.id}>
              <One {...props} measure={measure} />
            </li>
          ))}
        </ul>
      )}
      {maySay ? (
        <Disclosure summary="Ghi một việc đã làm xong" open={state?.action === 'stateMeasure'}>
          <CaseForm action="stateMeasure" number={file.row.number} version={file.row.version} state={state}>
            <TextArea label="Việc đã làm" hint="Làm gì, ở đâu. Mọi người sẽ đọc: không ghi tên người, tên lớp; chữ nào cần che thì đặt giữa [[ và ]]." rows={3} maxLength={1000} {...field('statement')} />
            <DateField label="Làm xong ngày" max={today} {...field('doneOn')} />
            <Button icon="check" {...doing('stateMeasure')}>
              Ghi việc đã làm
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
    </Card>
  )
}

const states: Record<MeasureFile['state'], { label: string; tone: Tone }> = {
  stated: { label: 'Chờ xác nhận', tone: 'warning' },
  verified: { label: 'Đã xác nhận', tone: 'success' },
  rejected: { label: 'Chưa xác nhận được', tone: 'danger' },
  withdrawn: { label: 'Đã rút', tone: 'neutral' },
}

function One({ file, state, measure }: StepProps & { measure: MeasureFile }) {
  const { id } = measure
  const form = (action: 'verifyMeasure' | 'rejectMeasure' | 'withdrawMeasure') => {
    const mine = state?.action === action && state.values.measureId === id ? state : undefined
    return { mine, field: fieldsOf(action, mine, {}, id), shared: { action, record: id, number: file.row.number, version: file.row.version, state: mine } as const }
  }
  const verify = form('verifyMeasure')
  const reject = form('rejectMeasure')
  const withdraw = form('withdrawMeasure')
  const mayWithdraw = file.actions.includes('withdrawMeasure') && (measure.state === 'verified' || measure.state === 'stated')
  return (
    <div className="stack-s">
      <p className="cluster">
        <Badge tone={states[measure.state].tone}>{states[measure.state].label}</Badge>
        <span className="muted small">
          Xong ngày {formatDate(measure.doneOn)}. {measure.statedByName} ghi ngày {formatDate(measure.statedOn)}.
        </span>
      </p>
      <InsideText text={measure.statement} />
      {measure.verifiedByName && measure.verifiedOn ? (
        <p className="muted small">
          {measure.verifiedByName}, {formatDate(measure.verifiedOn)}: {measure.note}
        </p>
      ) : null}
      {measure.state === 'stated' && measure.isMine ? <p className="small">Thầy/cô ghi việc này, nên một người khác đến xem và xác nhận.</p> : null}
      {measure.mayVerify ? (
        <>
          <CaseForm {...verify.shared}>
            <HiddenField name="measureId" value={id} />
            <TextArea label="Thầy/cô đã thấy gì?" hint="Ở đâu, khi nào. Chỉ nội bộ đọc." rows={2} maxLength={1000} {...verify.field('note')} />
            <Checkbox id={`verifyMeasure-seen-${id}`} name="seen" label="Tôi đã đến tận nơi và thấy việc này làm xong" />
            <Button icon="check" {...doing('verifyMeasure')}>
              Xác nhận việc đã làm
            </Button>
          </CaseForm>
          <Disclosure summary="Chưa xác nhận được" open={reject.mine !== undefined}>
            <CaseForm {...reject.shared}>
              <HiddenField name="measureId" value={id} />
              <TextArea label="Vì sao?" rows={2} maxLength={1000} {...reject.field('reason')} />
              <Button variant="secondary" {...doing('rejectMeasure')}>
                Báo lại người ghi
              </Button>
            </CaseForm>
          </Disclosure>
        </>
      ) : null}
      {mayWithdraw ? (
        <Disclosure summary="Rút việc này" open={withdraw.mine !== undefined}>
          <CaseForm {...withdraw.shared}>
            <HiddenField name="measureId" value={id} />
            <TextArea label="Vì sao rút?" hint="Chỉ nội bộ đọc. Việc này biến mất khỏi trang công khai và trang của phụ huynh." rows={2} maxLength={1000} {...withdraw.field('reason')} />
            <Button variant="secondary" {...doing('withdrawMeasure')}>
              Rút việc đã làm
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
    </div>
  )
}

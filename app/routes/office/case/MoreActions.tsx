import type { Assignee, CaseFile } from '#app/cases/index.ts'
import { kindLabels } from '#app/cases/words.ts'
import { formatDate } from '#app/i18n/format.ts'
import { Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { Select } from '#app/ui/Select.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { CaseForm, doing, fieldsOf } from './case-form.tsx'
import type { CaseFormState } from './case-form.tsx'
import { assigneeOptions } from './NextStep.tsx'
import { HoldHint } from './Outgoing.tsx'
import { TemplatePicker, useChosenAction } from './TemplatePicker.tsx'

export type AssigneeOption = Assignee

interface Props {
  file: CaseFile
  assignees: AssigneeOption[]
  fields: { value: string; label: string }[]
  authorities: string[]
  /** The most working days by which this school extends. */
  extensionDays: number
  today: string
  state: CaseFormState | undefined
}

/** The branches: each shown only to whom and when the table of transitions allows it. */
export function MoreActions({ file, assignees, fields, authorities, extensionDays, today, state }: Props) {
  const { row, actions } = file
  const form = { number: row.number, version: row.version, state }
  const chosen = useChosenAction()
  const isOpen = (action: CaseFile['actions'][number]) => state?.action === action || chosen === action || file.drafts[action] !== undefined
  const errorOf = (action: CaseFile['actions'][number], field: string) => (state?.action === action ? state.errors.find((one) => one.field === field)?.message : undefined)
  const reassignable = actions.includes('assign') && row.assignee_id !== null
  const shown = (['ask', 'extend', 'reclassify', 'transfer', 'passOutside', 'declareIneligible', 'raiseAlarm', 'clearAlarm'] as const).filter((action) => actions.includes(action))
  if (shown.length === 0 && !reassignable) return null

  return (
    <section className="stack-s" aria-labelledby="viec-khac">
      <h2 id="viec-khac" className="card-title">
        Việc khác
      </h2>
      {reassignable ? (
        <Disclosure summary="Giao người khác" open={isOpen('assign')}>
          <CaseForm action="assign" {...form}>
            <Select label="Giao cho" options={assigneeOptions(assignees)} {...fieldsOf('assign', state, { assigneeId: row.assignee_id ?? '' })('assigneeId')} />
            <Button variant="secondary" {...doing('assign')}>
              Giao xử lý
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
      {actions.includes('ask') ? (
        <Disclosure summary="Hỏi thêm phụ huynh" open={isOpen('ask')}>
          <CaseForm action="ask" {...form}>
            <TemplatePicker action="ask" textId="ask-text" />
            <TextArea label="Điều cần biết thêm" hint={row.formal_stage !== null ? 'Người gửi đọc được. Hạn giải quyết theo luật vẫn chạy.' : 'Phụ huynh đọc được. Hạn trả lời tạm dừng trong khi chờ.'} rows={4} maxLength={8000} {...fieldsOf('ask', state, file.drafts.ask)('text')} />
            <HoldHint minutes={file.undoMinutes} />
            <Button variant="secondary" {...doing('ask')}>
              Gửi câu hỏi
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
      {actions.includes('extend') && row.answer_due < today ? <p className="small muted">Đã quá hạn trả lời nên không gia hạn được nữa.</p> : null}
      {actions.includes('extend') && row.answer_due >= today ? (
        <Disclosure summary="Gia hạn trả lời" open={isOpen('extend')}>
          <CaseForm action="extend" {...form}>
            <TextField label="Số ngày làm việc" hint={`Từ 1 đến ${extensionDays}; chỉ gia hạn một lần, trước khi quá hạn.`} inputMode="numeric" width="xs" {...fieldsOf('extend', state)('workingDays')} />
            <TemplatePicker action="extend" textId="extend-reason" />
            <TextArea label="Lý do" hint="Phụ huynh đọc được." rows={3} maxLength={1000} {...fieldsOf('extend', state, file.drafts.extend)('reason')} />
            <Button variant="secondary" {...doing('extend')}>
              Gia hạn
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
      {actions.includes('reclassify') ? (
        <Disclosure summary="Phân loại lại" open={isOpen('reclassify')}>
          <CaseForm action="reclassify" {...form}>
            <Select
              label="Loại"
              placeholder={null}
              options={Object.entries(kindLabels).map(([value, label]) => ({ value, label }))}
              {...fieldsOf('reclassify', state, { kind: row.kind })('kind')}
            />
            <Select label="Lĩnh vực" placeholder={null} options={fields} {...fieldsOf('reclassify', state, { fieldId: row.field_id })('fieldId')} />
            <TextArea label="Lý do" hint="Phụ huynh đọc được nếu hồ sơ chuyển sang hoặc ra khỏi khiếu nại, tố cáo." rows={3} maxLength={1000} {...fieldsOf('reclassify', state)('reason')} />
            <Button variant="secondary" {...doing('reclassify')}>
              Phân loại lại
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
      {actions.includes('transfer') ? (
        <Disclosure summary="Chuyển cơ quan khác" open={isOpen('transfer')}>
          <CaseForm action="transfer" {...form}>
            <TextField label="Cơ quan tiếp nhận" list="co-quan" {...fieldsOf('transfer', state)('authority')} />
            <datalist id="co-quan">
              {authorities.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
            {row.classify_due ? <p className="small muted">Hạn chuyển: {formatDate(row.classify_due)}. Chuyển sau ngày này được tính là trễ.</p> : null}
            <TemplatePicker action="transfer" textId="transfer-reason" />
            <TextArea label="Lý do" hint="Phụ huynh đọc được." rows={3} maxLength={1000} {...fieldsOf('transfer', state, file.drafts.transfer)('reason')} />
            <Button variant="secondary" {...doing('transfer')}>
              Chuyển
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
      {actions.includes('passOutside') ? (
        <Disclosure summary="Chuyển tố cáo về hiệu trưởng" open={isOpen('passOutside')}>
          <CaseForm action="passOutside" {...form}>
            <p>
              Không ai tự giải quyết việc của chính mình. Người gửi được cho biết nơi có thẩm quyền; sau đó không ai ở trường, kể cả hiệu trưởng, mở được hồ sơ này. Cần chuyển bản giấy thì in trang này trước.
            </p>
            <Select label="Cơ quan có thẩm quyền" options={authorities.map((name) => ({ value: name, label: name }))} {...fieldsOf('passOutside', state)('authority')} />
            <Checkbox id="passOutside-confirmed" name="confirmed" label="Tôi hiểu rằng sau bước này không ai ở trường mở được hồ sơ" error={errorOf('passOutside', 'confirmed')} />
            <Button variant="danger" {...doing('passOutside')}>
              Chuyển ra ngoài trường
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
      {actions.includes('declareIneligible') ? (
        <Disclosure summary="Không đủ điều kiện xử lý" open={isOpen('declareIneligible')}>
          <CaseForm action="declareIneligible" {...form}>
            <TemplatePicker action="declareIneligible" textId="declareIneligible-reason" />
            <TextArea label="Lý do" hint="Phụ huynh đọc được. Phụ huynh chưa đồng ý thì hồ sơ được mở lại." rows={3} maxLength={1000} {...fieldsOf('declareIneligible', state, file.drafts.declareIneligible)('reason')} />
            <Button variant="secondary" {...doing('declareIneligible')}>
              Kết thúc hồ sơ
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
      {actions.includes('raiseAlarm') ? (
        <Disclosure summary="Báo động an toàn trẻ em" open={isOpen('raiseAlarm')}>
          <CaseForm action="raiseAlarm" {...form}>
            <TextArea
              label="Vì sao thầy/cô lo cho trẻ"
              hint="Hiệu trưởng, người điều phối và người xử lý nhận thư khẩn. Thời hạn bảo vệ trẻ tính từ lúc này. Phụ huynh không đọc được dòng này."
              rows={3}
              maxLength={1000}
              {...fieldsOf('raiseAlarm', state)('reason')}
            />
            <Button variant="secondary" {...doing('raiseAlarm')}>
              Báo động
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
      {actions.includes('clearAlarm') ? (
        <Disclosure summary="Bỏ báo động an toàn trẻ em" open={isOpen('clearAlarm')}>
          <CaseForm action="clearAlarm" {...form}>
            <TextArea
              label="Lý do"
              hint={row.safety_source === 'sender' ? 'Chính phụ huynh đã báo, nên chỉ hiệu trưởng bỏ được.' : 'Ví dụ: đã gặp trẻ và gia đình, trẻ an toàn. Lý do nằm lại trong quá trình xử lý.'}
              rows={3}
              maxLength={1000}
              {...fieldsOf('clearAlarm', state)('reason')}
            />
            <Button variant="secondary" {...doing('clearAlarm')}>
              Bỏ báo động
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
    </section>
  )
}

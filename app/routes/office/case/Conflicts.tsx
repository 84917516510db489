import type { CaseFile } from '#app/cases/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Select } from '#app/ui/Select.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { CaseForm, doing, fieldsOf } from './case-form.tsx'
import type { CaseFormState } from './case-form.tsx'

interface Props {
  file: CaseFile
  /** Who can be named: the school's people but for whoever is reading. */
  people: { value: string; label: string }[]
  state: CaseFormState | undefined
}

type Conflict = NonNullable<CaseFile['conflicts']>[number]

const sources: Record<Conflict['source'], string> = {
  sender: 'Người gửi yêu cầu',
  words: 'Nghi vấn, vì nội dung nêu tên',
  staff: 'Nhân viên ghi nhận',
}

/** Before the work is handed out: a name that the sender wrote is nobody's yet, so the case is kept from nobody for it. */
export function UnknownName({ file }: { file: CaseFile }) {
  const unknown = file.conflicts?.filter(({ staffName, cleared }) => staffName === null && cleared === null) ?? []
  const isFound = file.conflicts?.some(({ source }) => source === 'staff') ?? false
  if (unknown.length === 0 || isFound || !file.actions.includes('addConflict')) return null
  return (
    <Notice tone="warning" title={`Phụ huynh không muốn cho đọc: ${unknown.map(({ name }) => `“${name}”`).join(', ')}`}>
      <p>
        Chưa rõ là ai, nên hồ sơ chưa giữ được khỏi người ấy. Trước khi giao, hãy chỉ ra người ấy ở mục <a href={`#${conflictsId}`}>Người có liên quan</a>.
      </p>
    </Notice>
  )
}

const conflictsId = 'nguoi-co-lien-quan'

/** Whom the case is kept from, and why. Shown to those who hand out the work; whoever stands in it sees nothing of the case at all. */
export function Conflicts({ file, people, state }: Props) {
  const { row, conflicts, actions } = file
  if (conflicts === null || (conflicts.length === 0 && !actions.includes('addConflict'))) return null
  const form = { number: row.number, version: row.version, state }
  const clearable = actions.includes('clearConflict') ? conflicts.filter((conflict) => conflict.mayClear) : []
  return (
    <Card title={<span id={conflictsId}>Người có liên quan</span>}>
      {file.nobodyDecides ? (
        <Notice tone="warning">
          <p>Không còn ai ở trường được quyết định hồ sơ này. Người gửi đã được chỉ nơi gửi bên ngoài trường.</p>
        </Notice>
      ) : null}
      {conflicts.length === 0 ? <p className="muted">Chưa ai bị giữ khỏi hồ sơ này.</p> : null}
      <ul className="plain-list stack-s">
        {conflicts.map((conflict) => (
          <li key={conflict.id}>
            <ConflictLine conflict={conflict} />
          </li>
        ))}
      </ul>
      {actions.includes('addConflict') && people.length > 0 ? (
        <Disclosure summary="Thêm người có liên quan" open={state?.action === 'addConflict'}>
          <CaseForm action="addConflict" {...form}>
            <Select label="Người có liên quan" hint="Người này sẽ không thấy và không xử lý hồ sơ, kể cả trong danh sách, tìm kiếm và thư." options={people} {...fieldsOf('addConflict', state)('staffId')} />
            <TextArea label="Lý do" rows={2} maxLength={1000} {...fieldsOf('addConflict', state)('reason')} />
            <Button variant="secondary" {...doing('addConflict')}>
              Giữ hồ sơ khỏi người này
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
      {clearable.length > 0 ? (
        <Disclosure summary="Bỏ một mục ghi nhầm" open={state?.action === 'clearConflict'}>
          <CaseForm action="clearConflict" {...form}>
            <Select label="Mục cần bỏ" options={clearable.map(({ id, staffName, name }) => ({ value: id, label: staffName ?? name }))} {...fieldsOf('clearConflict', state)('conflictId')} />
            <TextArea label="Lý do" hint="Ví dụ: phụ huynh chỉ nhắc tên, không phản ánh về người này." rows={2} maxLength={1000} {...fieldsOf('clearConflict', state)('reason')} />
            <Button variant="secondary" {...doing('clearConflict')}>
              Bỏ mục này
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
    </Card>
  )
}

function ConflictLine({ conflict }: { conflict: Conflict }) {
  const { staffName, name, source, reason, notedOn, cleared } = conflict
  return (
    <>
      <p>
        <strong>{staffName ?? `“${name}”`}</strong> {cleared ? <Badge>Đã bỏ</Badge> : staffName === null ? <Badge tone="warning">Chưa rõ là ai</Badge> : <Badge tone="danger">Không được xem</Badge>}
      </p>
      <p className="small muted">
        {sources[source]}, ngày {formatDate(notedOn)}
        {source === 'sender' && staffName !== null ? `, ghi là “${name}”` : ''}
        {reason ? `. Lý do: ${reason}` : ''}
        {cleared ? `. Bỏ ngày ${formatDate(cleared.on)}${cleared.by ? `, ${cleared.by}` : ''}. Lý do: ${cleared.reason ?? ''}` : ''}
      </p>
      {staffName === null && !cleared ? <p className="small">Tên này không có trong danh sách nhân viên. Nếu biết là ai, hãy thêm người ấy bên dưới.</p> : null}
    </>
  )
}

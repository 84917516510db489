import { filterFields, hasConditions, longestSearch, withoutConditions } from '#app/cases/inbox-filter.ts'
import type { InboxFilter } from '#app/cases/inbox-filter.ts'
import { kindLabels, stateLabels } from '#app/cases/words.ts'
import type { CaseKind } from '#db/schema.ts'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { FilterBar } from '#app/ui/FilterBar.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { Select } from '#app/ui/Select.tsx'
import type { SelectOption } from '#app/ui/Select.tsx'
import { DateField, TextField } from '#app/ui/TextField.tsx'
import { inboxPath, listHref } from '../list-place.ts'

interface Props {
  filter: InboxFilter
  /** Those that this person may see at all. */
  kinds: readonly CaseKind[]
  fields: SelectOption[]
  people: SelectOption[]
  places: SelectOption[]
}

/** Search stands open; what is asked for less often waits in "Lọc thêm". */
export function FilterForm({ filter, kinds, fields, people, places }: Props) {
  const more = hasConditions({ ...filter, q: undefined })
  const days = [
    ['receivedFrom', 'Nhận từ ngày'],
    ['receivedTo', 'Nhận đến ngày'],
    ['dueFrom', 'Hạn từ ngày'],
    ['dueTo', 'Hạn đến ngày'],
  ] as const
  const flags = [
    ['overdue', 'Quá hạn'],
    ['childSafety', 'An toàn trẻ em'],
    ['escalated', 'Đã báo cấp trên'],
    ['merged', 'Trùng với hồ sơ khác'],
  ] as const
  return (
    <FilterBar action={inboxPath} label="Tìm hồ sơ" resetHref={hasConditions(filter) ? listHref(withoutConditions(filter)) : undefined}>
      {filter.view === 'waiting' ? null : <input type="hidden" name={filterFields.view} value={filter.view} />}
      <TextField name={filterFields.q} type="search" label="Số hồ sơ hoặc vài từ" maxLength={longestSearch} defaultValue={filter.q ?? ''} />
      <Disclosure summary="Lọc thêm" open={more}>
        <div className="form-row">
          <Select name={filterFields.fieldId} label="Lĩnh vực" placeholder="Tất cả" options={fields} defaultValue={filter.fieldId ?? ''} />
          <Select name={filterFields.kind} label="Loại" placeholder="Tất cả" options={kinds.map((kind) => ({ value: kind, label: kindLabels[kind] }))} defaultValue={filter.kind ?? ''} />
          <Select name={filterFields.state} label="Trạng thái" placeholder="Tất cả" options={optionsOf(stateLabels)} defaultValue={filter.state ?? ''} />
          <Select name={filterFields.assigneeId} label="Người xử lý" placeholder="Tất cả" options={[{ value: 'none', label: 'Chưa giao' }, ...people]} defaultValue={filter.assigneeId ?? ''} />
          {places.length > 0 ? <Select name={filterFields.placeId} label="Gửi từ mã QR" placeholder="Tất cả" options={places} defaultValue={filter.placeId ?? ''} /> : null}
        </div>
        <div className="form-row">
          {days.map(([name, label]) => (
            <DateField key={name} name={filterFields[name]} label={label} defaultValue={filter[name] ?? ''} />
          ))}
        </div>
        <div className="filter-flags">
          {flags.map(([name, label]) => (
            <Checkbox key={name} name={filterFields[name]} value="1" label={label} defaultChecked={filter[name] === true} />
          ))}
        </div>
      </Disclosure>
    </FilterBar>
  )
}

function optionsOf(labels: Record<string, string>): SelectOption[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}

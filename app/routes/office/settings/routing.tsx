import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { AppContext } from '#app/context.ts'
import {
  addRoutingRule, deleteRoutingRule, listRoutingRules, moveRoutingRule, routedKinds, routingRuleForm, safetyWordsForm, setRoutingRuleActive, setSafetyWords, updateRoutingRule,
} from '#app/cases/routing-rules.ts'
import type { ListedRule, RoutingRuleChange } from '#app/cases/routing-rules.ts'
import { chooseRoute, loadRoutingTable } from '#app/cases/routing.ts'
import { findSafetyWords, shippedSafetyWords } from '#app/cases/safety.ts'
import { kindLabels } from '#app/cases/words.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import type { StaffVisit } from '#app/http/require-staff.ts'
import { listAllFields, listPlaces, possibleHandlers } from '#app/schools/index.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { Select } from '#app/ui/Select.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import { EditOrStop, Order, SaveOrAdd } from './list-forms.tsx'

export const meta: MetaFunction = () => [{ title: 'Phân công · Lắng Nghe' }]

const page = '/office/cai-dat/phan-cong'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context, 'school:manage')
  const { db } = context
  const { school } = visit
  const { searchParams } = new URL(request.url)
  const [rules, fields, places, handlers] = await Promise.all([
    listRoutingRules(db, school),
    listAllFields(db, school),
    listPlaces(db, school),
    possibleHandlers(db, school),
  ])
  const editId = searchParams.get('sua')
  const edited = editId === null ? undefined : rules.find(({ id }) => id === editId)
  if (editId !== null && !edited) throw new Response('', { status: 404 })
  const conditions = (rule: ListedRule) =>
    [
      rule.kind === null ? null : kindLabels[rule.kind],
      rule.field_id === null ? null : `lĩnh vực ${fields.find(({ id }) => id === rule.field_id)?.name_vi ?? ''}`,
      rule.place_id === null ? null : `nơi: ${places.find(({ id }) => id === rule.place_id)?.name ?? ''}`,
      rule.words === '' ? null : `có một trong các từ: ${rule.words.split('\n').join(', ')}`,
      rule.urgent_only === 1 ? 'chỉ khi báo động an toàn trẻ em' : null,
    ].filter((one) => one !== null)
  return {
    rules: rules.map((rule) => ({
      id: rule.id,
      name: rule.name,
      conditions: conditions(rule),
      handlerName: rule.handlerName,
      handlerMay: handlers.some(({ id }) => id === rule.handler_id),
      atOnce: rule.assign_at_once === 1,
      active: rule.active === 1,
    })),
    kinds: routedKinds.map((value) => ({ value, label: kindLabels[value] })),
    fields: fields.filter(({ id, active }) => active === 1 || id === edited?.field_id).map(({ id, name_vi }) => ({ value: id, label: name_vi })),
    places: places.filter(({ id, active }) => active === 1 || id === edited?.place_id).map(({ id, name }) => ({ value: id, label: name })),
    handlers: handlers.map(({ id, name, job_title }) => ({ value: id, label: `${name} – ${job_title}` })),
    edited: edited
      ? {
          id: edited.id, name: edited.name, kind: edited.kind ?? '', fieldId: edited.field_id ?? '', placeId: edited.place_id ?? '', words: edited.words, handlerId: edited.handler_id,
          ...(edited.urgent_only === 1 ? { urgentOnly: 'on' } : {}), ...(edited.assign_at_once === 1 ? { assignAtOnce: 'on' } : {}),
        }
      : null,
    trial: await tryOut(context, visit, searchParams, { fields: fields.filter(({ active }) => active === 1), places }),
    safetyWords: school.safety_words,
    shippedSafetyWords,
  }
}

/** What would become of a report that says this. Nothing is written down. */
async function tryOut({ db }: AppContext, { school, today }: StaffVisit, query: URLSearchParams, known: { fields: readonly { id: string }[]; places: readonly { id: string }[] }) {
  const text = (query.get('thu') ?? '').trim().slice(0, 500).toWellFormed()
  const kind = routedKinds.find((one) => one === query.get('loai')) ?? 'feedback'
  const fieldId = (known.fields.find(({ id }) => id === query.get('linh-vuc')) ?? known.fields[0])?.id ?? ''
  const placeId = known.places.find(({ id }) => id === query.get('noi'))?.id ?? null
  const asked = { text, kind, fieldId, placeId }
  if (text === '') return { ...asked, result: null }
  const alarm = findSafetyWords(text, school.safety_words)
  const table = await loadRoutingTable(db, school, fieldId, today)
  const route = chooseRoute(table, { kind, fieldId, placeId, text, urgent: alarm.length > 0 }, { barred: '' })
  return { ...asked, result: { alarm, name: table.people.find(({ id }) => id === route.staffId)?.name ?? null, atOnce: route.atOnce, note: route.note } }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'school:manage')
  const { db } = context
  const form = await readForm(request)
  const id = form.get('id') ?? ''
  const change = { staff, now }
  switch (form.get('viec')) {
    case 'them':
    case 'sua': {
      const parsed = parseForm(routingRuleForm, form)
      if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
      return answer(form.get('viec') === 'them' ? await addRoutingRule(db, school, parsed.value, change) : await updateRoutingRule(db, school, id, parsed.value, change), form)
    }
    case 'len':
      return answer(await moveRoutingRule(db, school, id, -1, change), form)
    case 'xuong':
      return answer(await moveRoutingRule(db, school, id, 1, change), form)
    case 'ngung':
      return answer(await setRoutingRuleActive(db, school, id, false, change), form)
    case 'dung-lai':
      return answer(await setRoutingRuleActive(db, school, id, true, change), form)
    case 'xoa':
      return answer(await deleteRoutingRule(db, school, id, change), form)
    case 'tu-bao-dong': {
      const parsed = parseForm(safetyWordsForm, form)
      if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
      await setSafetyWords(db, school, parsed.value, change)
      return done(page, 'luu')
    }
    default:
      throw new Response('', { status: 400 })
  }
}

function answer(result: RoutingRuleChange, form: URLSearchParams) {
  const refuse = (field: string, message: string) => data({ errors: [{ field, message }], values: formValues(form) }, { status: 422 })
  switch (result) {
    case 'done':
      return done(page, form.get('viec') === 'them' ? 'them' : form.get('viec') === 'xoa' ? 'xoa' : 'luu')
    case 'not-found':
      throw new Response('', { status: 404 })
    case 'no-such-handler':
      return refuse('handlerId', 'Người này không còn xử lý phản ánh được. Vui lòng chọn người khác.')
    case 'no-such-field':
      return refuse('fieldId', 'Lĩnh vực không còn trong danh mục. Vui lòng chọn lại.')
    case 'no-such-place':
      return refuse('placeId', 'Nơi này không còn trong danh sách. Vui lòng chọn lại.')
  }
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>
type Row = Loaded['rules'][number]

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export default function RoutingSettings() {
  const { rules, edited, trial, safetyWords, shippedSafetyWords: shipped, ...choices } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const ruleState = state?.values.viec === 'tu-bao-dong' ? undefined : state
  const ruleForm = <RuleForm edited={edited} choices={choices} field={formFields(ruleState, edited ?? {})} ticked={(ruleState?.values ?? edited ?? {})} />
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/cai-dat">Cài đặt</BackLink>}
        title="Phân công"
        lead="Hồ sơ mới được đề xuất cho người của quy tắc đầu tiên khớp, tính từ trên xuống."
      />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <p className="measure">
        Không có quy tắc nào khớp thì đề xuất người phụ trách <a href="/office/cai-dat/linh-vuc">lĩnh vực</a>. Ai đang vắng thì người thay nhận; ai có liên quan thì không bao giờ nhận. Tố cáo
        luôn chỉ đến hiệu trưởng.
      </p>
      {edited ? (
        <Card title={`Sửa quy tắc: ${edited.name}`} tone="accent">
          {ruleForm}
        </Card>
      ) : null}
      <DataTable
        caption="Quy tắc phân công, theo thứ tự"
        hideCaption
        stack
        rows={rules}
        rowKey={(row) => row.id}
        empty={<EmptyState title="Chưa có quy tắc nào" text="Mọi hồ sơ được đề xuất cho người phụ trách lĩnh vực. Thêm quy tắc khi cần chia kỹ hơn." />}
        columns={[
          {
            key: 'name',
            header: 'Quy tắc',
            rowHeader: true,
            cell: (row) => (
              <>
                {row.name} {row.active ? null : <Badge>Ngừng dùng</Badge>}
                <span className="cell-note">{row.conditions.length === 0 ? 'Mọi hồ sơ' : capitalised(row.conditions.join('; '))}</span>
              </>
            ),
          },
          {
            key: 'handler',
            header: 'Người nhận',
            cell: (row) => (
              <span>
                {row.handlerName} {row.handlerMay ? null : <Badge tone="warning">Không nhận được hồ sơ nữa</Badge>}
                <span className="cell-note">{row.atOnce ? 'Giao ngay' : 'Đề xuất'}</span>
              </span>
            ),
          },
          { key: 'order', header: 'Thứ tự', cell: (row, index) => <Order id={row.id} name={row.name} action={page} isFirst={index === 0} isLast={index === rules.length - 1} /> },
          { key: 'do', header: 'Thao tác', shortLabel: '', cell: (row) => <RowActions row={row} /> },
        ]}
      />
      {edited ? null : <Card title="Thêm quy tắc">{ruleForm}</Card>}
      <Trial trial={trial} kinds={choices.kinds} fields={choices.fields} places={choices.places} />
      <Card title="Từ báo động an toàn trẻ em">
        <p className="measure">
          Phản ánh có một trong các từ này được báo động ngay cho hiệu trưởng và người điều phối, kể cả khi phụ huynh không đánh dấu. Hiện đang dùng{' '}
          {safetyWords === null ? 'danh sách có sẵn' : 'danh sách riêng của trường'}.
        </p>
        <Disclosure summary="Xem danh sách có sẵn">
          <pre className="word-list">{shipped}</pre>
        </Disclosure>
        <form method="post" className="stack measure" noValidate>
          <TextArea
            label="Danh sách riêng của trường"
            optional
            hint="Mỗi dòng một từ hay cụm từ, có dấu. Dòng bắt đầu bằng “-” là cách dùng không đáng lo, được bỏ qua, ví dụ: - đánh răng. Để trống thì dùng danh sách có sẵn; danh sách riêng thay cho toàn bộ danh sách có sẵn."
            rows={8}
            maxLength={4000}
            {...formFields(state, { safetyWords: safetyWords ?? '' })('safetyWords')}
          />
          <div className="form-actions">
            <Button name="viec" value="tu-bao-dong">
              Lưu từ báo động
            </Button>
          </div>
        </form>
      </Card>
    </>
  )
}

function RuleForm({ edited, choices, field, ticked }: {
  edited: { id: string } | null
  choices: Pick<Loaded, 'kinds' | 'fields' | 'places' | 'handlers'>
  field: ReturnType<typeof formFields>
  ticked: Record<string, string | undefined>
}) {
  return (
    <form method="post" className="stack measure" noValidate>
      <HiddenField name="viec" value={edited === null ? 'them' : 'sua'} />
      {edited === null ? null : <HiddenField name="id" value={edited.id} />}
      <TextField label="Tên quy tắc" hint="Hiện trong hồ sơ để giải thích vì sao người này được đề xuất." width="l" {...field('name')} />
      <Select label="Loại" optional placeholder="Mọi loại" options={choices.kinds} {...field('kind')} />
      <Select label="Lĩnh vực" optional placeholder="Mọi lĩnh vực" options={choices.fields} {...field('fieldId')} />
      <Select label="Nơi quét mã QR" optional placeholder="Mọi nơi" options={choices.places} {...field('placeId')} />
      <TextArea label="Có một trong các từ" optional hint="Mỗi dòng một từ hay cụm từ; có dấu hay không dấu đều được." rows={4} maxLength={2000} {...field('words')} />
      <Checkbox label="Chỉ khi có báo động an toàn trẻ em" name="urgentOnly" defaultChecked={ticked.urgentOnly === 'on'} />
      <Select label="Người nhận" options={choices.handlers} {...field('handlerId')} />
      <Checkbox label="Giao ngay khi hồ sơ đến" hint="Không đánh dấu thì chỉ đề xuất; người tiếp nhận quyết định." name="assignAtOnce" defaultChecked={ticked.assignAtOnce === 'on'} />
      <SaveOrAdd isEdited={edited !== null} add="Thêm quy tắc" back={page} />
    </form>
  )
}

function Trial({ trial, kinds, fields, places }: Pick<Loaded, 'trial' | 'kinds' | 'fields' | 'places'>) {
  return (
    <Card title="Thử quy tắc">
      <form method="get" action={`${page}#ket-qua-thu`} className="stack measure">
        <TextField label="Một câu như phụ huynh viết" name="thu" maxLength={500} defaultValue={trial.text} hint="Không ghi tên thật. Câu thử không được lưu lại." />
        <Select label="Loại" id="loai-thu" name="loai" placeholder={null} options={kinds} defaultValue={trial.kind} />
        <Select label="Lĩnh vực" id="linh-vuc-thu" name="linh-vuc" placeholder={null} options={fields} defaultValue={trial.fieldId} />
        <Select label="Nơi quét mã QR" id="noi-thu" name="noi" optional placeholder="Không từ mã QR nào" options={places} defaultValue={trial.placeId ?? ''} />
        <Button variant="secondary">Xem ai sẽ nhận</Button>
      </form>
      {trial.result === null ? null : (
        <section id="ket-qua-thu" aria-label="Kết quả thử">
          <DescriptionList
            items={[
              { term: trial.result.atOnce ? 'Giao ngay cho' : 'Đề xuất cho', detail: trial.result.name ?? 'Chưa có ai' },
              { term: 'Vì sao', detail: trial.result.note },
              { term: 'Báo động an toàn trẻ em', detail: trial.result.alarm.length === 0 ? 'Không' : `Có, vì: ${trial.result.alarm.join(', ')}` },
            ]}
          />
        </section>
      )}
    </Card>
  )
}

function RowActions({ row }: { row: Row }) {
  return (
    <div className="stack-s">
      <EditOrStop id={row.id} name={row.name} active={row.active} href={`${page}?sua=${row.id}`} action={page} />
      <Disclosure
        summary={
          <>
            Xóa<VisuallyHidden> {row.name}</VisuallyHidden>
          </>
        }
      >
        <form method="post" action={page} className="stack-s">
          <p>Hồ sơ đã giao theo quy tắc này vẫn giữ người xử lý.</p>
          <HiddenField name="id" value={row.id} />
          <Button name="viec" value="xoa" variant="danger" size="small">
            Xóa quy tắc {row.name}
          </Button>
        </form>
      </Disclosure>
    </div>
  )
}

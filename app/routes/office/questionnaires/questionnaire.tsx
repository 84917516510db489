import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import * as v from 'valibot'
import { formValues, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate } from '#app/i18n/format.ts'
import { dayOf } from '#app/calendar/index.ts'
import {
  asQuestionnaire, definitionSchema, discardDraft, findQuestionnaire, formChange, publishDraft, questionnaireOf, restructured, saveDraft, startDraft, usedCodes, withTexts,
} from '#app/surveys/index.ts'
import type { Definition, Restructuring } from '#app/surveys/index.ts'
import { questionnaireLabels } from '#app/surveys/labels.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Breadcrumb } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import parentCss from '#app/ui/parent.css?url'
import { done } from '../done.ts'
import { errorOf } from '../form-state.ts'
import type { FormState } from '../form-state.ts'
import { Editor } from './Editor.tsx'
import { PhonePreview } from './PhonePreview.tsx'
import type { Look } from './PhonePreview.tsx'
import { questionnaireStateLabels, questionnaireStateTones } from './states.ts'

// The phone shows the parents' form as it looks to them.
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: parentCss }]
export const meta: MetaFunction = () => [{ title: 'Mẫu phiếu · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

/** `?xem=day-du` and `?tieng=en` choose what the phone shows. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'questionnaire:manage')
  const row = await findQuestionnaire(context.db, school, params.id ?? '')
  if (!row) throw new Response('', { status: 404 })
  const questionnaire = asQuestionnaire(row)
  const current = await questionnaireOf(context.db, school, row.survey)
  const query = new URL(request.url).searchParams
  const look: Look = { form: query.get('xem') === 'day-du' ? 'full' : 'quick', lang: query.get('tieng') === 'en' ? 'en' : 'vi' }
  return {
    id: row.id,
    survey: row.survey,
    state: row.state,
    version: row.version,
    revision: row.revision,
    publishedOn: row.published_at === null ? null : dayOf(row.published_at),
    title: questionnaire.title,
    definition: definitionOf(questionnaire),
    look,
    // A draft counts as version 0, so it differs from whatever is in use.
    change: row.state === 'draft' && current ? formChange(current, questionnaire) : null,
  }
}

const restructurings = ['add-item', 'add-area', 'remove', 'up', 'down', 'add-expectation', 'remove-expectation', 'add-groups', 'remove-groups', 'add-choice'] as const satisfies Restructuring[]

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'questionnaire:manage')
  const { db } = context
  const actor = { staffId: staff.id }
  const row = await findQuestionnaire(db, school, params.id ?? '')
  if (!row) throw new Response('', { status: 404 })
  const path = `/office/mau-phieu/${row.id}`
  const values = formValues(await readForm(request))
  const refuse = (errors: FormState['errors']) => data<FormState>({ errors, values }, { status: 422 })
  const [deed = '', code = ''] = (values.viec ?? '').split(':')

  if (deed === 'soan') {
    const begun = await startDraft(db, school, { questionnaireId: row.id }, actor, now)
    if (begun.status === 'not-found') throw new Response('', { status: 404 })
    if (begun.status === 'other-draft') return refuse([{ field: '', message: 'Khảo sát này đang có một bản soạn. Vui lòng dùng hoặc bỏ bản đó trước.' }])
    return done(`/office/mau-phieu/${begun.id}`, 'soan-mau')
  }
  if (row.state !== 'draft') throw new Response('Mẫu phiếu này đã được đưa vào sử dụng nên không sửa được nữa. Thầy/cô có thể soạn bản mới từ bản này.', { status: 409 })
  if (deed === 'bo') {
    if (values.hieu !== 'on') return refuse([{ field: 'hieu', message: 'Vui lòng đánh dấu vào ô xác nhận trước khi bỏ bản soạn.' }])
    await discardDraft(db, school, row.id, actor, now)
    return done('/office/mau-phieu', 'bo-soan')
  }
  const restructuring = restructurings.find((one) => one === deed)
  if (restructuring === undefined && deed !== 'luu' && deed !== 'dung') throw new Response('', { status: 400 })

  const stored = asQuestionnaire(row)
  const { problems, ...content } = withTexts({ title: stored.title, definition: definitionOf(stored) }, values)
  if (problems.length > 0) return refuse(problems)
  let { definition } = content
  if (restructuring !== undefined) {
    const changed = restructured(definition, row.survey, restructuring, code, await usedCodes(db, school, row.survey))
    if (changed === null) return refuse([{ field: '', message: 'Không thực hiện được: đã đến giới hạn, hoặc bản soạn vừa thay đổi.' }])
    definition = changed
  }
  v.assert(definitionSchema, definition)
  const revision = Number(values.revision)
  const saved = await saveDraft(db, school, { id: row.id, revision }, { title: content.title, definition }, actor, now)
  if (saved.status !== 'done') {
    return refuse([{ field: '', message: 'Một người khác vừa sửa bản soạn này. Những gì thầy/cô gõ còn nguyên bên dưới; bấm lưu lần nữa để dùng lời của thầy/cô.' }])
  }
  if (restructuring !== undefined) return redirect(`${path}#muc-${anchorOf(definition, restructuring, code)}`, 303)
  if (deed === 'luu') return done(path, 'luu')

  const published = await publishDraft(db, school, { id: row.id, revision: revision + 1 }, actor, now)
  switch (published.status) {
    case 'done':
      return done(path, 'dung-mau')
    case 'incomplete':
      return refuse(published.problems)
    case 'unchanged':
      return refuse([{ field: '', message: 'Bản soạn chưa khác gì bản đang dùng.' }])
    default:
      return refuse([{ field: '', message: 'Một người khác vừa sửa bản soạn này. Vui lòng xem lại rồi đưa vào sử dụng.' }])
  }
}

/** Where to look after a change: at what was added, moved, or had something removed from it. */
function anchorOf(definition: Definition, what: Restructuring, code: string): string {
  // Codes of questions begin with a capital, those of choices do not.
  if (what.endsWith('groups') || what === 'add-choice' || /^[a-z]/.test(code)) return 'groups'
  if (what.endsWith('expectation')) return 'chung'
  const area = definition.areas.find((one) => one.code === code || one.code === code[0])
  if (what === 'add-area') return definition.areas.at(-1)!.code
  if (what === 'add-item') return area?.items.at(-1)?.code ?? code
  return what === 'remove' ? (area?.code ?? definition.areas[0]!.code) : code
}

function definitionOf({ areas, overall, expectation, comment, groups }: Definition): Definition {
  return { areas, overall, expectation, comment, groups }
}

export default function QuestionnairePage() {
  const page = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const isDraft = page.state === 'draft'
  const hrefOf = ({ form, lang }: Look) => `?xem=${form === 'full' ? 'day-du' : 'nhanh'}&tieng=${lang}#xem-thu`
  const name = isDraft ? 'Bản đang soạn' : `Bản ${page.version}`
  return (
    <>
      <PageHeader
        above={<Breadcrumb items={[{ label: 'Đợt khảo sát', href: '/office/dot-khao-sat' }, { label: 'Mẫu phiếu', href: '/office/mau-phieu' }, { label: name }]} />}
        title={`${questionnaireLabels[page.survey]}: ${name.toLowerCase()}`}
        lead={
          <span className="cluster">
            <Badge tone={questionnaireStateTones[page.state]}>{questionnaireStateLabels[page.state]}</Badge>
            {page.publishedOn === null ? <ChangeWords change={page.change} /> : <span>Đưa vào sử dụng ngày {formatDate(page.publishedOn)}, không sửa được nữa.</span>}
          </span>
        }
      />
      <ErrorSummary errors={(state?.errors ?? []).map(({ field, message }) => (field === '' ? { message } : { field, message }))} />
      {isDraft ? (
        <>
          <Editor key={page.revision} draft={page} state={state} look={page.look} hrefOf={hrefOf} changed={page.change?.changed ?? []} />
          <Card title="Bỏ bản soạn này">
            <form method="post" className="stack">
              <HiddenField name="viec" value="bo" />
              <Checkbox name="hieu" label="Bỏ hẳn bản soạn, mẫu phiếu đang dùng giữ nguyên" {...errorOf(state, 'hieu')} />
              <div className="form-actions">
                <Button type="submit" variant="danger">
                  Bỏ bản soạn
                </Button>
              </div>
            </form>
          </Card>
        </>
      ) : (
        <Published definition={page.definition} survey={page.survey} look={page.look} hrefOf={hrefOf} />
      )}
    </>
  )
}

function ChangeWords({ change }: { change: ReturnType<typeof useLoaderData<typeof loader>>['change'] }) {
  if (change === null || change.changed.length === 0) return <span>Mọi câu hỏi còn giống bản đang dùng.</span>
  return (
    <span>
      {change.changed.length} câu khác bản đang dùng: các câu này không so sánh được với đợt trước.{' '}
      {change.headlineSame ? 'Câu hài lòng chung giữ nguyên, xu hướng vẫn liền.' : 'Câu hài lòng chung đổi lời: đường xu hướng sẽ ngắt.'}
    </span>
  )
}

function Published({ definition, survey, look: firstLook, hrefOf }: { definition: Definition; survey: 'education' | 'dossier'; look: Look; hrefOf: (look: Look) => string }) {
  const [look, setLook] = useState(firstLook)
  return (
    <div className="split">
      <div className="split-main">
        {definition.areas.map((area) => (
          <Card key={area.code} title={`${area.code}. ${area.name.vi}`}>
            <ul>
              {[...(area.quickItem ? [area.quickItem] : []), ...area.items].map((item) => (
                <li key={item.code}>
                  <strong>{item.code}</strong> {item.wording.vi}
                </li>
              ))}
            </ul>
          </Card>
        ))}
        <Card title="Câu hỏi chung">
          <ul>
            {[definition.overall, ...(definition.expectation ? [definition.expectation] : []), definition.comment].map((item) => (
              <li key={item.code}>
                <strong>{item.code}</strong> {item.wording.vi}
              </li>
            ))}
            {definition.groups ? (
              <li>
                {definition.groups.wording.vi} {definition.groups.options.map((one) => one.label.vi).join(' · ')}
              </li>
            ) : null}
          </ul>
        </Card>
        <form method="post" className="form-actions">
          <Button type="submit" name="viec" value="soan" icon="edit">
            Soạn bản mới từ bản này
          </Button>
        </form>
      </div>
      <div className="split-side phone-side">
        <PhonePreview survey={survey} definition={definition} look={look} choose={setLook} hrefOf={hrefOf} />
      </div>
    </div>
  )
}

import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar/index.ts'
import { formValues, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate, formatNumber } from '#app/i18n/format.ts'
import { listQuestionnaires, listRounds, startDraft, templateLabels, templates, templatesOf } from '#app/surveys/index.ts'
import type { DraftSource, TemplateName } from '#app/surveys/index.ts'
import { questionnaireLabels } from '#app/surveys/labels.ts'
import type { QuestionnaireRow } from '#db/schema.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Breadcrumb } from '#app/ui/Breadcrumb.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import type { Column } from '#app/ui/DataTable.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Select } from '#app/ui/Select.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import type { FormState } from '../form-state.ts'
import { questionnaireStateLabels, questionnaireStateTones } from './states.ts'

export const meta: MetaFunction = () => [{ title: 'Mẫu phiếu · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'questionnaire:manage')
  const rows = await listQuestionnaires(context.db, school)
  const rounds = await listRounds(context.db, school)
  return {
    surveys: (['education', 'dossier'] as const).map((survey) => {
      const own = rows.filter((row) => row.survey === survey)
      return {
        survey,
        draftId: own.find((row) => row.state === 'draft')?.id ?? null,
        versions: own.map((row): VersionLine => ({
          id: row.id,
          version: row.version,
          title: row.title_vi,
          state: row.state,
          publishedOn: row.published_at === null ? null : dayOf(row.published_at),
          rounds: rounds.filter((round) => round.questionnaire_id === row.id).length,
        })),
        sources: [
          ...own.flatMap((row) => (row.state === 'in_use' ? [{ value: row.id, label: `Bản đang dùng (bản ${row.version})` }] : [])),
          ...templatesOf(survey).map((name) => ({ value: `mau:${name}`, label: `Mẫu có sẵn: ${templateLabels[name]}` })),
        ],
      }
    }),
  }
}

/** Begins a draft from a version of the school or from a template. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'questionnaire:manage')
  const values = formValues(await readForm(request))
  const result = await startDraft(context.db, school, sourceOf(values.tu ?? ''), { staffId: staff.id }, now)
  if (result.status === 'not-found') throw new Response('', { status: 404 })
  if (result.status === 'other-draft') {
    return data<FormState>({ errors: [{ field: '', message: 'Khảo sát này đang có một bản soạn. Vui lòng soạn tiếp, hoặc bỏ bản đó trước.' }], values }, { status: 422 })
  }
  return done(`/office/mau-phieu/${result.id}`, 'soan-mau')
}

function sourceOf(given: string): DraftSource {
  const name = given.replace(/^mau:/, '')
  return given.startsWith('mau:') && Object.hasOwn(templates, name) ? { template: name as TemplateName } : { questionnaireId: given }
}

interface VersionLine {
  id: string
  version: number | null
  title: string
  state: QuestionnaireRow['state']
  publishedOn: string | null
  rounds: number
}

const columns: Column<VersionLine>[] = [
  { key: 'version', header: 'Phiên bản', rowHeader: true, cell: (line) => <a href={`/office/mau-phieu/${line.id}`}>{line.version === null ? 'Bản đang soạn' : `Bản ${line.version}`}</a> },
  { key: 'title', header: 'Tên mẫu phiếu', cell: (line) => line.title },
  { key: 'state', header: 'Trạng thái', cell: (line) => <Badge tone={questionnaireStateTones[line.state]}>{questionnaireStateLabels[line.state]}</Badge> },
  { key: 'published', header: 'Dùng từ ngày', cell: (line) => (line.publishedOn === null ? '–' : formatDate(line.publishedOn)) },
  { key: 'rounds', header: 'Số đợt', align: 'end', cell: (line) => formatNumber(line.rounds) },
]

export default function QuestionnairesPage() {
  const { surveys } = useLoaderData<typeof loader>()
  const failed = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        above={<Breadcrumb items={[{ label: 'Đợt khảo sát', href: '/office/dot-khao-sat' }, { label: 'Mẫu phiếu' }]} />}
        title="Mẫu phiếu"
        lead="Mỗi lần đổi lời là một phiên bản mới: số liệu của một đợt luôn đi cùng những câu mà phụ huynh đã đọc."
      />
      <ErrorSummary errors={(failed?.errors ?? []).map(({ message }) => ({ message }))} />
      {surveys.map(({ survey, versions, draftId, sources }) => (
        <section key={survey} className="stack">
          <h2>{questionnaireLabels[survey]}</h2>
          <DataTable caption={`Các phiên bản: ${questionnaireLabels[survey]}`} hideCaption stack columns={columns} rows={versions} rowKey={(line) => line.id} />
          {draftId === null ? (
            <form method="post" className="stack measure">
              <Select id={`tu-${survey}`} label="Soạn bản mới, bắt đầu từ" placeholder={null} options={sources} {...formFields(failed)('tu')} />
              <div className="form-actions">
                <Button type="submit" variant="secondary" icon="edit">
                  Soạn bản mới
                </Button>
              </div>
            </form>
          ) : (
            <div>
              <ButtonLink href={`/office/mau-phieu/${draftId}`} icon="edit">
                Soạn tiếp
              </ButtonLink>
            </div>
          )}
        </section>
      ))}
    </>
  )
}

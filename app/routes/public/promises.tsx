import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { limitsOf, loadCalendar } from '#app/calendar/index.ts'
import { publicFigures } from '#app/cases/index.ts'
import { visit } from '#app/http/visit.ts'
import { kindChoices, kindOrder, senderChoices, senderOrder } from '#app/i18n/messages/feedback.ts'
import { processSteps, promisesPageText as m } from '#app/i18n/messages/promises.ts'
import { publicText } from '#app/i18n/messages/public.ts'
import { useText } from '#app/i18n/text.tsx'
import { keptPromises } from '#app/publication/index.ts'
import { clockText, currentTargets, listAuthorities } from '#app/schools/index.ts'
import { roundHistory } from '#app/surveys/index.ts'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { PromiseTable } from './parts/Promises.tsx'
import { pageMeta, publicHeaders } from './parts/page.ts'

export { publicHeaders as headers }

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: m.title, description: m.description })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = args.context
  const { school, today } = await visit(args)
  const figures = await publicFigures(db, school, await loadCalendar(db, school), today)
  const live = { education: await roundHistory(db, school, 'education'), dossier: await roundHistory(db, school, 'dossier'), cases: figures.thisYear }
  const authorities = await listAuthorities(db, school)
  return {
    promises: keptPromises(await currentTargets(db, school, figures.year), live, today),
    cases: figures.thisYear,
    limits: limitsOf(school),
    closesAt: clockText(school.closes_minute),
    authorities: authorities.map(({ id, kind, name, address, phone, effective_from, effective_to }) => ({ id, kind, name, address, phone, effective_from, effective_to })),
  }
}

export default function Promises() {
  const { promises, cases, limits, closesAt, authorities } = useLoaderData<typeof loader>()
  const t = useText()
  return (
    <>
      <PageHeader title={t(m.title)} lead={<p>{t(m.lead)}</p>} />

      <section className="stack">
        <h2>{t(m.promises)}</h2>
        {promises.length === 0 ? (
          <EmptyState title={t(m.noPromises)} />
        ) : (
          <>
            <p className="muted measure">{t(m.promisesSource)}</p>
            <Card>
              <PromiseTable promises={promises} cases={cases} />
            </Card>
          </>
        )}
      </section>

      <section className="stack" id="quy-trinh">
        <h2>{t(m.process)}</h2>
        <ol className="process">
          {processSteps(limits, closesAt).map((step) => (
            <li key={step.title.vi} className="process-step">
              <h3 className="process-title">{t(step.title)}</h3>
              {step.limit ? <p className="process-limit">{t(step.limit)}</p> : null}
              <p>{t(step.text)}</p>
            </li>
          ))}
        </ol>
        <Notice tone="warning">
          <p>{t(m.safety(limits.childSafetyHours))}</p>
        </Notice>
      </section>

      <section className="stack" id="loai-y-kien">
        <h2>{t(m.kinds)}</h2>
        <p className="muted measure">{t(m.kindsLead)}</p>
        <Card>
          <DescriptionList items={kindOrder.map((kind) => ({ term: t(kindChoices[kind].label), detail: t(kindChoices[kind].hint(limits.answerWorkingDays)) }))} />
        </Card>
        <p className="muted measure">{t(m.legal(limits))}</p>
      </section>

      <section className="stack" id="cach-gui">
        <h2>{t(m.senders)}</h2>
        <Card>
          <DescriptionList items={senderOrder.map((mode) => ({ term: t(senderChoices[mode].label), detail: t(senderChoices[mode].hint) }))} />
        </Card>
        <p className="muted measure">{t(m.honest)}</p>
      </section>

      {authorities.length === 0 ? null : (
        <section className="stack" id="co-quan-quan-ly">
          <h2>{t(m.authorities)}</h2>
          <p className="muted measure">{t(m.authoritiesNote)}</p>
          <Card className="text-rows">
            <DataTable
              caption={t(m.authorities)}
              hideCaption
              stack
              rows={authorities}
              rowKey={(row) => row.id}
              columns={[
                { key: 'name', header: t(m.authority), rowHeader: true, cell: (row) => row.name },
                { key: 'kind', header: t(m.role), cell: (row) => t(publicText.authorityKinds[row.kind]) },
                {
                  key: 'contact',
                  header: t(m.contact),
                  cell: (row) => (
                    <>
                      {row.address}
                      {row.phone === '' ? null : (
                        <>
                          {row.address === '' ? null : ' · '}
                          <span className="nowrap">{row.phone}</span>
                        </>
                      )}
                    </>
                  ),
                },
                {
                  key: 'period',
                  header: t(m.period),
                  cell: (row) => t(row.effective_to === null ? m.since(row.effective_from) : m.between(row.effective_from, row.effective_to)),
                },
              ]}
            />
          </Card>
        </section>
      )}
    </>
  )
}

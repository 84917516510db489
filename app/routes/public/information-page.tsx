import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { loadCalendar } from '#app/calendar/index.ts'
import { publicFigures } from '#app/cases/index.ts'
import { visit } from '#app/http/visit.ts'
import { figuresText } from '#app/i18n/messages/figures.ts'
import { measuresText } from '#app/i18n/messages/answers.ts'
import { informationText as m } from '#app/i18n/messages/information.ts'
import { useText } from '#app/i18n/text.tsx'
import { keptPromises, latestPublished, publicMeasures } from '#app/publication/index.ts'
import { currentTargets, listSchools } from '#app/schools/index.ts'
import { collectingNow, roundHistory, surveysNow } from '#app/surveys/index.ts'
import type { HistoryEntry } from '#app/surveys/index.ts'
import { Blossom } from '#app/ui/Blossom.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { caseFiguresText } from '#app/i18n/messages/case-figures.ts'
import { SurveyNow } from '../parent/SurveyNow.tsx'
import { CaseStats, CaseTable, LeftOutTable } from './parts/CaseNumbers.tsx'
import { MeasureList } from './parts/MeasureList.tsx'
import { PromiseTable } from './parts/Promises.tsx'
import { PublishedCard } from './parts/PublishedCard.tsx'
import { AreaList, Collecting, Distribution, Headline, Limits, Trend } from './parts/SurveyFigures.tsx'
import { pageMeta, publicHeaders, usePaths } from './parts/page.ts'

export { publicHeaders as headers }

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: m.title, description: m.description, picture: newestPicture(args.data) })

export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args
  const { db } = context
  // The layout tells that nothing has been set up yet.
  if (params.school === undefined && (await listSchools(db)).length === 0) return null
  const { school, lang, today } = await visit(args)
  const education = await roundHistory(db, school, 'education')
  const dossier = await roundHistory(db, school, 'dossier')
  const figures = await publicFigures(db, school, await loadCalendar(db, school), today)
  const promises = keptPromises(await currentTargets(db, school, figures.year), { education, dossier, cases: figures.thisYear }, today)
  return {
    name: school.name,
    intro: lang === 'vi' ? school.intro_vi : school.intro_en,
    today,
    surveys: await surveysNow(db, school, today),
    education: { history: education.map(withoutQuestions), collecting: await collectingNow(db, school, 'education') },
    dossier: { history: dossier.map(withoutQuestions), collecting: await collectingNow(db, school, 'dossier') },
    figures,
    promises,
    latest: await latestPublished(db, school, 3),
    measures: await publicMeasures(db, school, { limit: 4 }),
  }
}

/** The picture of the newest round, for whoever shares this page. */
function newestPicture(data: Awaited<ReturnType<typeof loader>> | undefined): string | undefined {
  const round = data?.education.history.at(-1)?.results.round
  return round === undefined ? undefined : `/ty-le-hai-long/${round.id}.png`
}

/** The page of rates has the questions; here they would only make the page heavier. */
function withoutQuestions({ results, ...entry }: HistoryEntry): HistoryEntry {
  return { ...entry, questionChanges: {}, results: { ...results, areas: results.areas.map((area) => ({ ...area, questions: [] })) } }
}

export default function InformationPage() {
  const data = useLoaderData<typeof loader>()
  return data === null ? null : <Information {...data} />
}

type Loaded = NonNullable<Awaited<ReturnType<typeof loader>>>

function Information({ name, intro, today, surveys, education, dossier, figures, promises, latest, measures }: Loaded) {
  const t = useText()
  const { to } = usePaths()
  const targetOf = (indicator: string) => promises.find((promise) => promise.indicator === indicator)?.targetPercent ?? null
  // What this site cannot measure stands on the page of promises, not here.
  const measured = promises.filter((promise) => promise.status !== 'unmeasured')
  const newest = education.history.at(-1)
  return (
    <>
      <section className="hero">
        <Blossom className="hero-blossom" />
        <h1>{name}</h1>
        <p className="lead">{intro}</p>
        <div className="hero-actions no-print">
          {surveys.education ? (
            <ButtonLink href={to('/khao-sat')} size="large" icon="survey">
              <span className="action-words">
                {t(m.rate)} <small>{t(m.rateHint)}</small>
              </span>
            </ButtonLink>
          ) : null}
          <ButtonLink href={to('/phan-anh')} size="large" variant={surveys.education ? 'secondary' : 'primary'} icon="message">
            <span className="action-words">
              {t(m.send)} <small>{t(m.sendHint)}</small>
            </span>
          </ButtonLink>
        </div>
        {surveys.education ? null : (
          <div className="no-print">
            <SurveyNow surveys={surveys} dossierHref={to('/khao-sat/thu-tuc')} />
          </div>
        )}
        <p className="no-print">
          <a href={to('/tra-cuu')} className="hero-follow">
            {t(m.follow)}
          </a>
        </p>
      </section>

      <section className="stack">
        <div className="section-head">
          <h2>{t(m.satisfaction)}</h2>
          {newest ? <a href={to('/ty-le-hai-long')}>{t(m.allRates)}</a> : null}
        </div>
        {newest === undefined ? (
          <EmptyState title={t(figuresText.none.education)} text={t(figuresText.none.text)} />
        ) : (
          <>
            <Headline {...newest} targetPercent={targetOf('education_satisfaction')} />
            <div className="grid-2">
              <Distribution results={newest.results} />
              <Card title={t(m.areas)} level={3}>
                <p className="muted">{t(m.areasNote)}</p>
                <AreaList areas={newest.results.areas} />
              </Card>
            </div>
            <Limits results={newest.results} />
            <Trend history={education.history} targetPercent={targetOf('education_satisfaction')} roundHref={(id) => `${to('/ty-le-hai-long')}?dot=${id}`} />
          </>
        )}
        {education.collecting ? <Collecting collecting={education.collecting} today={today} action={t(m.rate)} /> : null}
      </section>

      <DossierSection dossier={dossier} today={today} targetPercent={targetOf('dossier_satisfaction')} />

      <section className="stack" id="xu-ly-phan-anh">
        <div className="section-head">
          <h2>{t(m.cases)}</h2>
          <p className="muted">{t(m.casesYear(figures.year))}</p>
        </div>
        <CaseStats figures={figures.thisYear} />
        <Disclosure summary={t(m.casesMore)}>
          <CaseTable figures={figures} />
          <p className="measure">{t(caseFiguresText.leftOut.lead)}</p>
          <LeftOutTable figures={figures} />
        </Disclosure>
      </section>

      <section className="stack">
        <div className="section-head">
          <h2>{t(m.latest)}</h2>
          {latest.length > 0 ? <a href={to('/tra-loi')}>{t(m.allAnswers)}</a> : null}
        </div>
        {latest.length === 0 ? (
          <EmptyState title={t(m.noAnswers)} text={t(m.noAnswersText)} />
        ) : (
          <ul className="records">
            {latest.map((answer) => (
              <li key={answer.number}>
                <PublishedCard answer={answer} />
              </li>
            ))}
          </ul>
        )}
      </section>

      {measures.length === 0 ? null : (
        <section className="stack" id="viec-da-lam">
          <div className="section-head">
            <h2>{t(measuresText.title)}</h2>
            <a href={to('/viec-da-lam')}>{t(measuresText.all)}</a>
          </div>
          <MeasureList measures={measures} withNumber />
        </section>
      )}

      {measured.length === 0 ? null : (
        <section className="stack">
          <div className="section-head">
            <h2>{t(m.promises)}</h2>
            <a href={to('/cam-ket')}>{t(m.allPromises)}</a>
          </div>
          <p className="muted">{t(m.promisesNote)}</p>
          <Card>
            <PromiseTable promises={measured} cases={figures.thisYear} />
          </Card>
        </section>
      )}
    </>
  )
}

function DossierSection({ dossier, today, targetPercent }: { dossier: Loaded['dossier']; today: string; targetPercent: number | null }) {
  const t = useText()
  const { to } = usePaths()
  const newest = dossier.history.at(-1)
  if (!newest && !dossier.collecting) return null
  return (
    <section className="stack">
      <div className="section-head">
        <h2>{t(m.dossier)}</h2>
        {newest ? <a href={`${to('/ty-le-hai-long')}?dot=${newest.results.round.id}`}>{t(m.allRates)}</a> : null}
      </div>
      <p className="muted measure">{t(m.dossierNote)}</p>
      {newest ? (
        <>
          <Headline {...newest} targetPercent={targetPercent} />
          {newest.results.overall.statistics === null ? null : (
            <Disclosure summary={t(figuresText.distribution)}>
              <Distribution results={newest.results} />
            </Disclosure>
          )}
        </>
      ) : (
        <EmptyState title={t(figuresText.none.dossier)} text={t(figuresText.none.text)} />
      )}
      {dossier.collecting ? <Collecting collecting={dossier.collecting} today={today} /> : null}
    </section>
  )
}

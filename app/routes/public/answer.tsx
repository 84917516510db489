import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { visit } from '#app/http/visit.ts'
import { formatDate } from '#app/i18n/format.ts'
import { translate } from '#app/i18n/index.ts'
import { answersText as m } from '#app/i18n/messages/answers.ts'
import { kindText } from '#app/i18n/messages/public.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { pathFor } from '#app/schools/urls.ts'
import { findPublished, publishedPictures } from '#app/publication/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { TimeBadge } from './parts/PublishedCard.tsx'
import { pageMeta, publicHeaders, usePaths } from './parts/page.ts'

export { publicHeaders as headers }

export const meta: MetaFunction<typeof loader> = (args) => {
  if (!args.data) return pageMeta(args, { title: m.title, description: m.description })
  const { number, summary } = args.data.answer
  return pageMeta(args, { title: m.caseTitle(number), description: { vi: summary.slice(0, 200), en: summary.slice(0, 200) } })
}

export async function loader(args: LoaderFunctionArgs) {
  const { school, lang } = await visit(args)
  const answer = await findPublished(args.context.db, school, args.params.number ?? '')
  if (!answer) throw new Response(translate(lang, m.notFound), { status: 404 })
  const pictures = await publishedPictures(args.context.db, school, answer.number)
  return { answer, pictures, pictureHref: pathFor('vi', school, `/tra-loi/${answer.number}/anh`), schoolName: school.name }
}

export default function Answer() {
  const { answer, pictures, pictureHref, schoolName } = useLoaderData<typeof loader>()
  const t = useText()
  const lang = useLang()
  const { to } = usePaths()
  return (
    <>
      <PageHeader above={<BackLink href={to('/tra-loi')}>{t(m.back)}</BackLink>} title={t(m.caseTitle(answer.number))} />
      {answer.reopened_on === null ? null : (
        <Notice tone="warning" title={t(m.reopenedSince(answer.reopened_on))}>
          <p>{t(m.reopenedText)}</p>
        </Notice>
      )}
      <article className="published stack">
        <section className="stack-s measure">
          <h2>{t(m.asked)}</h2>
          <p className="pre-line" lang="vi">
            {answer.summary}
          </p>
        </section>
        <section className="answer measure">
          <h2 className="answer-by">{t(m.answer)}</h2>
          <p className="pre-line" lang="vi">
            {answer.answer}
          </p>
          <p className="muted">
            {schoolName}, {formatDate(answer.answered_on)}
          </p>
        </section>
        {pictures.length === 0 ? null : (
          <section className="stack-s" aria-label={t(m.pictures)}>
            {pictures.map((picture) => (
              <figure key={picture.id} className="published-picture" lang="vi">
                <img src={`${pictureHref}/${picture.id}`} alt={picture.description} width={picture.width} height={picture.height} loading="lazy" />
                <figcaption className="small muted">{picture.description}</figcaption>
              </figure>
            ))}
          </section>
        )}
        <Card tone="sunken">
          <DescriptionList
            items={[
              { term: t(m.facts.kind), detail: t(kindText[answer.kind]) },
              { term: t(m.facts.field), detail: lang === 'vi' ? answer.field_name_vi : answer.field_name_en },
              {
                term: t(m.facts.sent),
                detail: formatDate(answer.sent_on) + (answer.received_on === answer.sent_on ? '' : ` (${t(m.countedFrom(answer.received_on))})`),
              },
              { term: t(m.facts.answered), detail: formatDate(answer.answered_on) },
              {
                term: t(m.facts.taken),
                detail: (
                  <span className="cluster">
                    <span className="sentence">{t(m.timeTaken(answer))}</span> <TimeBadge answer={answer} />
                  </span>
                ),
              },
              { term: t(m.facts.published), detail: formatDate(answer.published_on) },
            ]}
          />
        </Card>
      </article>
    </>
  )
}

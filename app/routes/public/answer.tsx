import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formValues, readForm } from '#app/http/forms.ts'
import { limits } from '#app/http/limiter.ts'
import { visit } from '#app/http/visit.ts'
import { formatDate } from '#app/i18n/format.ts'
import { translate } from '#app/i18n/index.ts'
import { answersText as m } from '#app/i18n/messages/answers.ts'
import { feedText, followText } from '#app/i18n/messages/follow.ts'
import { kindText } from '#app/i18n/messages/public.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { pathFor } from '#app/schools/urls.ts'
import { askToFollow, findPublished, publicChanges, publicMeasures, publishedPictures } from '#app/publication/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { FlashMessage, Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { ChangeLog } from './parts/ChangeLog.tsx'
import { MeasureList } from './parts/MeasureList.tsx'
import { TimeBadge } from './parts/PublishedCard.tsx'
import { pageMeta, publicHeaders, usePaths } from './parts/page.ts'

export { publicHeaders as headers }

export const meta: MetaFunction<typeof loader> = (args) => {
  if (!args.data) return pageMeta(args, { title: m.title, description: m.description })
  const { number, summary, withdrawn_on } = args.data.answer
  const description = withdrawn_on === null ? { vi: summary.slice(0, 200), en: summary.slice(0, 200) } : m.takenDownOn(withdrawn_on)
  return pageMeta(args, { title: m.caseTitle(number), description, feed: { title: feedText.one(number), path: `/tra-loi/${number}.atom` } })
}

export async function loader(args: LoaderFunctionArgs) {
  const { school, lang } = await visit(args)
  const { db } = args.context
  const number = args.params.number ?? ''
  const answer = await findPublished(db, school, number)
  if (!answer) throw new Response(translate(lang, m.notFound), { status: 404 })
  return {
    answer,
    schoolName: school.name,
    pictures: await publishedPictures(db, school, number),
    pictureHref: pathFor('vi', school, `/tra-loi/${number}/anh`),
    changes: await publicChanges(db, school, { number }),
    measures: await publicMeasures(db, school, { number }),
    hasAsked: new URL(args.request.url).searchParams.get('da') === 'theo-doi',
  }
}

/** Asking to follow. Every address gets the same answer, whether it follows already, was asked too often or is new. */
export async function action(args: ActionFunctionArgs) {
  const { school, lang, to } = await visit(args)
  const { db, secrets, config, limiter, clientKey, now } = args.context
  const number = args.params.number ?? ''
  const email = (formValues(await readForm(args.request)).email ?? '').trim()
  const refuse = (status: number, message: string) => data({ email, message }, { status })
  if (email.length > 254 || !/^[^\s@<>",;:()[\]\\]{1,64}@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}$/i.test(email)) return refuse(422, translate(lang, followText.errors.email))
  const moment = Date.parse(now())
  if (!(await limiter.take(limits.follow, clientKey, moment)) || !(await limiter.take(limits.followEverywhere, '', moment))) return refuse(429, translate(lang, followText.errors.tooMany))
  if (!(await findPublished(db, school, number))) throw new Response(translate(lang, m.notFound), { status: 404 })
  // What stands behind a plus is the same mailbox.
  const mailbox = email.toLowerCase().replace(/^([^+@]*)\+[^@]*/, '$1')
  if (await limiter.take(limits.followAddress, secrets.hash('follow-address', mailbox), moment)) {
    await askToFollow(db, secrets, school, config.publicOrigin, { number, email, lang }, now())
  }
  return redirect(`${to(`/tra-loi/${number}`)}?da=theo-doi#theo-doi`, 303)
}

export default function Answer() {
  const { answer, schoolName, pictures, pictureHref, changes, measures } = useLoaderData<typeof loader>()
  const t = useText()
  const lang = useLang()
  const { to } = usePaths()
  const isDown = answer.withdrawn_on !== null
  return (
    <>
      <PageHeader above={<BackLink href={to('/tra-loi')}>{t(m.back)}</BackLink>} title={t(m.caseTitle(answer.number))} />
      {isDown ? (
        <Notice tone="warning" title={t(m.takenDownOn(answer.withdrawn_on ?? ''))}>
          <p lang="vi">{t(m.takenDownReason(answer.withdrawal_reason ?? ''))}</p>
          <p>{t(m.takenDownText)}</p>
        </Notice>
      ) : null}
      {answer.reopened_on === null ? null : (
        <Notice tone="warning" title={t(m.reopenedSince(answer.reopened_on))}>
          {isDown ? null : <p>{t(m.reopenedText)}</p>}
        </Notice>
      )}
      <article className="published stack">
        {isDown ? null : (
          <>
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
          </>
        )}
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
        {measures.length === 0 ? null : (
          <section className="stack-s measure">
            <h2>{t(m.measures)}</h2>
            <MeasureList measures={measures} />
          </section>
        )}
        {/* What was only taken down has its day and reason above. */}
        {changes.length < (isDown ? 2 : 1) ? null : (
          <section className="stack-s measure">
            <h2>{t(m.log)}</h2>
            <ChangeLog changes={changes} />
            <p className="small">
              <a href={to('/dinh-chinh')}>{t(m.logAll)}</a>
            </p>
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
      <Follow />
    </>
  )
}

/** The way to hear of changes: an address, confirmed by a link in a mail, or a feed. */
function Follow() {
  const { answer, hasAsked } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const t = useText()
  const { to } = usePaths()
  const page = to(`/tra-loi/${answer.number}`)
  return (
    <section id="theo-doi" className="stack measure no-print">
      {hasAsked && !refused ? <FlashMessage>{t(followText.asked)}</FlashMessage> : null}
      <Disclosure summary={t(followText.title)} open={refused !== undefined}>
        <form method="post" action={`${page}#theo-doi`} className="stack" noValidate>
          <p>{t(followText.lead)}</p>
          <TextField name="email" type="email" label={t(followText.email)} autoComplete="email" inputMode="email" maxLength={254} defaultValue={refused?.email} error={refused?.message} />
          <div className="cluster">
            <Button variant="secondary" icon="mail">
              {t(followText.submit)}
            </Button>
            <a href={`${page}.atom`}>{t(followText.feed)}</a>
          </div>
        </form>
      </Disclosure>
    </section>
  )
}

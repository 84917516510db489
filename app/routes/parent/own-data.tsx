import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { loadCalendar } from '#app/calendar/index.ts'
import { publishConsent } from '#app/cases/consent-texts.ts'
import type { Outcome } from '#app/cases/index.ts'
import { beginCaseVisit, caseVisit } from '#app/http/case-visit.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import { isIdempotencyKey, newIdempotencyKey } from '#app/http/idempotency.ts'
import { idempotencyField } from '#app/http/idempotency-field.ts'
import { limits } from '#app/http/limiter.ts'
import { visit } from '#app/http/visit.ts'
import { formatDate } from '#app/i18n/format.ts'
import { translate } from '#app/i18n/index.ts'
import { useText } from '#app/i18n/text.tsx'
import { feedbackText } from '#app/i18n/messages/feedback.ts'
import { caseText } from '#app/i18n/messages/case.ts'
import { ownDataText as m, requestStateWords, requestWords, roleWords } from '#app/i18n/messages/own-data.ts'
import { agreeToPublication, liftFreeze, ownData, submitRequest, withdrawContact, withdrawPublication } from '#app/privacy/index.ts'
import type { OwnData } from '#app/privacy/index.ts'
import { requestSchema } from '#app/privacy/request-form.ts'
import { requestKinds } from '#app/privacy/words.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FlashMessage, Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox, RadioGroup } from '#app/ui/RadioGroup.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { Locked } from './Locked.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page ? `${translate(page.lang, m.title)} – ${page.schoolName}` : 'Lắng Nghe' }]

/** What a button of the page does. Each can be pressed twice: the second time it finds everything done. */
const deeds = ['unpublish', 'forget', 'agree', 'frozen', 'requests'] as const
type Deed = (typeof deeds)[number]
const numberField = 'so'

export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, today, to } = await visit(args)
  const opened = caseVisit(args.request, args.context, school)
  const own = opened === null ? null : await ownData(args.context.db, school, opened.caseId, today)
  const done = new URL(args.request.url).searchParams.get('da')
  const page = {
    lang,
    schoolName: school.name,
    own,
    done: deeds.find((deed) => deed === done) ?? null,
    key: newIdempotencyKey(),
    hrefs: { self: to('/ho-so/du-lieu'), caseFile: to('/ho-so'), wordings: to('/rieng-tu/loi-dong-y'), html: to('/ho-so/du-lieu/ban-sao.html'), json: to('/ho-so/du-lieu/ban-sao.json'), lookUp: to('/tra-cuu') },
  }
  return data(page, opened === null || own === null ? undefined : { headers: { 'Set-Cookie': beginCaseVisit(args.context, school, opened) } })
}

type Answer = { problem: 'expired'; body: string } | { problem: 'refused'; deed: Deed; field: string; message: string; kind: string; body: string; key: string }

export async function action(args: ActionFunctionArgs) {
  const { school, lang, today, to } = await visit(args)
  const { db, secrets, config, limiter, now } = args.context
  const form = await readForm(args.request)
  const posted = formValues(form)
  const body = posted.body ?? ''
  const opened = caseVisit(args.request, args.context, school)
  const own = opened === null ? null : await ownData(db, school, opened.caseId, today)
  // Another case may have been opened in another tab since.
  if (opened === null || own === null || posted[numberField] !== own.number) return data<Answer>({ problem: 'expired', body }, { status: 422 })

  const deed = deeds.find((one) => one === posted.intent)
  if (!deed) throw new Response('', { status: 400 })
  const sentKey = posted[idempotencyField]
  const key = isIdempotencyKey(sentKey) ? sentKey : newIdempotencyKey()
  const refuse = (status: number, message: string, field = '') => data<Answer>({ problem: 'refused', deed, field, message, kind: posted.kind ?? '', body, key }, { status })
  if (!(await limiter.take(limits.parentWrites, opened.caseId, Date.parse(now())))) return refuse(429, translate(lang, feedbackText.errors.tooMany))

  const desk = { db, school, calendar: await loadCalendar(db, school), publicOrigin: config.publicOrigin }
  let outcome: Outcome
  switch (deed) {
    case 'unpublish':
      outcome = await withdrawPublication(desk, opened.caseId, now())
      break
    case 'forget':
      outcome = await withdrawContact(desk, opened.caseId, now())
      break
    case 'frozen':
      outcome = await liftFreeze(desk, opened.caseId, now())
      break
    case 'agree':
      if (posted.agree !== 'on') return refuse(422, translate(lang, m.errors.tick), 'agree')
      outcome = await agreeToPublication(desk, opened.caseId, { version: posted.wording ?? '', lang }, now())
      break
    case 'requests': {
      const parsed = parseForm(requestSchema(lang), form)
      if (!parsed.ok) return refuse(422, parsed.errors[0]!.message, parsed.errors[0]!.field)
      outcome = await submitRequest(desk, opened.caseId, { ...parsed.value, id: secrets.hash('data-request', `${opened.caseId} ${key}`) }, now())
      break
    }
  }
  if (!outcome.ok) return refuse(409, translate(lang, outcome.reason === 'changed' ? m.errors.changed : m.errors.notAllowed))
  return redirect(to(`/ho-so/du-lieu?da=${deed}`), { status: 303, headers: { 'Set-Cookie': beginCaseVisit(args.context, school, opened) } })
}

export default function OwnDataPage() {
  const { own, done, key, hrefs } = useLoaderData<typeof loader>()
  const [answer] = useState(useActionData<typeof action>())
  const t = useText()
  useEffect(() => {
    // Said once: after a reload it would stand beside something newer.
    if (done) window.history.replaceState(window.history.state, '', hrefs.self)
  }, [done, hrefs.self])
  if (answer?.problem === 'expired' || own === null) return <Locked body={answer?.body ?? ''} lookUpHref={hrefs.lookUp} />
  const problem = (deed: Deed) => (answer?.deed === deed ? answer : undefined)
  const form = { action: hrefs.self, number: own.number }
  return (
    <>
      <ErrorSummary errors={answer ? [{ field: answer.field || undefined, message: answer.message }] : []} />
      {done && !answer ? <FlashMessage>{t(m[done].done)}</FlashMessage> : null}
      <PageHeader above={<BackLink href={hrefs.caseFile}>{t(m.back)}</BackLink>} title={t(m.title)} lead={<p>{t(caseText.number(own.number))}</p>} />

      {own.frozenOn ? (
        <Notice title={t(m.frozen.title(own.frozenOn))}>
          <p>{t(m.frozen.text)}</p>
          <Deal {...form} deed="frozen">
            <Button variant="secondary">{t(m.frozen.submit)}</Button>
          </Deal>
        </Notice>
      ) : null}

      <section className="stack" aria-labelledby="su-dong-y">
        <h2 id="su-dong-y">{t(m.consents.title)}</h2>
        {own.consents.length === 0 ? <p className="muted">{t(m.consents.none)}</p> : null}
        {own.consents.map((consent) => (
          <Card key={`${consent.purpose} ${consent.version} ${consent.givenOn} ${consent.withdrawnOn}`} tone={consent.withdrawnOn ? 'sunken' : 'plain'}>
            <p>{consent.words?.label ?? consent.version}</p>
            <p className="small muted">
              {t(m.consents.given(consent.givenOn))} · {t(m.consents.version(consent.version))}
              {consent.withdrawnOn ? ` · ${t(m.consents.withdrawn(consent.withdrawnOn))}` : null}
            </p>
            {consent.withdrawnOn ? null : consent.purpose === 'publish' ? (
              <Disclosure summary={t(m.unpublish.open)} open={problem('unpublish') !== undefined}>
                <Deal {...form} deed="unpublish">
                  <p>{t(own.isPublished ? m.unpublish.after : m.unpublish.before)}</p>
                  <Button variant="danger">{t(m.unpublish.submit)}</Button>
                </Deal>
              </Disclosure>
            ) : own.hasContact ? (
              <Disclosure summary={t(m.forget.open)} open={problem('forget') !== undefined}>
                <Deal {...form} deed="forget">
                  <p>{t(m.forget.what)}</p>
                  <p>
                    <strong>{t(m.forget.haveKey)}</strong>
                  </p>
                  <Button variant="danger">{t(m.forget.submit)}</Button>
                </Deal>
              </Disclosure>
            ) : null}
          </Card>
        ))}
        {own.mayAgree ? (
          <Disclosure summary={t(m.agree.title)} open={problem('agree') !== undefined}>
            <Deal {...form} deed="agree">
              <p>{t(m.agree.lead)}</p>
              <HiddenField name="wording" value={publishConsent.version} />
              <Checkbox name="agree" label={t(publishConsent.label)} hint={t(publishConsent.detail)} error={problem('agree')?.message} />
              <Button variant="secondary">{t(m.agree.submit)}</Button>
            </Deal>
          </Disclosure>
        ) : null}
        <p className="small">
          <a href={hrefs.wordings}>{t(m.consents.allVersions)}</a>
        </p>
      </section>

      <section className="stack" aria-labelledby="ai-da-xem">
        <h2 id="ai-da-xem">{t(m.views.title)}</h2>
        <Views own={own} />
      </section>

      <section className="stack" aria-labelledby="tai-ve">
        <h2 id="tai-ve">{t(m.copy.title)}</h2>
        <p>{t(m.copy.text)}</p>
        <div className="cluster">
          <ButtonLink href={hrefs.html} variant="secondary" icon="download" download>
            {t(m.copy.html)}
          </ButtonLink>
          <ButtonLink href={hrefs.json} variant="quiet" icon="download" download>
            {t(m.copy.json)}
          </ButtonLink>
        </div>
      </section>

      <section className="stack" aria-labelledby="yeu-cau">
        <h2 id="yeu-cau">{t(m.requests.title)}</h2>
        <p>{t(m.requests.lead)}</p>
        {own.requests.map((request) => (
          <Request key={request.id} request={request} />
        ))}
        <Disclosure summary={t(m.requests.open)} open={problem('requests') !== undefined}>
          <Deal {...form} deed="requests">
            <HiddenField name={idempotencyField} value={answer?.key ?? key} />
            <RadioGroup
              name="kind"
              label={t(m.requests.kind)}
              options={requestKinds.map((kind) => ({ value: kind, label: t(requestWords[kind].label), hint: t(requestWords[kind].hint) }))}
              defaultValue={problem('requests')?.kind}
              error={problem('requests')?.field === 'kind' ? problem('requests')?.message : undefined}
            />
            <TextArea
              name="body"
              label={t(m.requests.body)}
              hint={t(m.requests.bodyHint)}
              rows={4}
              defaultValue={problem('requests')?.body}
              error={problem('requests')?.field === 'body' ? problem('requests')?.message : undefined}
            />
            <Button icon="send">{t(m.requests.submit)}</Button>
          </Deal>
        </Disclosure>
      </section>
    </>
  )
}

function Deal({ action, number, deed, children }: { action: string; number: string; deed: Deed; children: ReactNode }) {
  return (
    <form method="post" action={action} className="stack">
      <HiddenField name={numberField} value={number} />
      <HiddenField name="intent" value={deed} />
      {children}
    </form>
  )
}

function Views({ own }: { own: OwnData }) {
  const t = useText()
  if (own.sender === 'anonymous') return <p>{t(m.views.anonymous)}</p>
  return (
    <>
      {own.identityViews.length === 0 ? (
        <p>{t(m.views.none)}</p>
      ) : (
        <ul>
          {own.identityViews.map((view) => (
            <li key={`${view.on} ${view.role}`}>
              <strong>{t(roleWords[view.role])}</strong> {t(m.views.line(view.on, view.times))}
            </li>
          ))}
        </ul>
      )}
      <p className="small muted">{t(m.views.note)}</p>
    </>
  )
}

function Request({ request }: { request: OwnData['requests'][number] }) {
  const t = useText()
  const isOpen = request.endedOn === null
  return (
    <Card level={3} meta={t(requestStateWords[request.state])} title={t(requestWords[request.kind].label)}>
      {request.body ? <p className="pre-line">{request.body}</p> : null}
      <p className="small muted">
        {t(m.requests.sent(request.receivedOn))}
        {request.state === 'new' ? ` · ${t(m.requests.confirmBy(request.acknowledgeDue))}` : null}
        {isOpen ? ` · ${t(m.requests.doneBy(request.due))}` : ` · ${t(m.requests.endedOn(request.endedOn ?? ''))}`}
      </p>
      {request.outcome ? (
        <div className="message message-school">
          <p className="message-head">
            <span>{t(m.requests.answer)}</span>
            <time className="muted" dateTime={request.endedOn ?? undefined}>
              {request.endedOn ? formatDate(request.endedOn) : null}
            </time>
          </p>
          <p className="pre-line" lang="vi">
            {request.outcome}
          </p>
        </div>
      ) : null}
    </Card>
  )
}

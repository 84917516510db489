import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { dropUploads, isFilesRefused, waitingFiles } from '#app/attachments/index.ts'
import type { FileProblem } from '#app/attachments/index.ts'
import { limitsOf, loadCalendar } from '#app/calendar/index.ts'
import { addParentMessage, disagree, parentCase, rateAnswer } from '#app/cases/index.ts'
import type { ParentCase } from '#app/cases/index.ts'
import { parentMessageSchema, ratingSchema } from '#app/cases/parent-form.ts'
import { beginCaseVisit, caseVisit, endCaseVisit, leaveCase } from '#app/http/case-visit.ts'
import { formValues, parseForm } from '#app/http/forms.ts'
import { isIdempotencyKey, newIdempotencyKey } from '#app/http/idempotency.ts'
import { idempotencyField } from '#app/http/idempotency-field.ts'
import { limits } from '#app/http/limiter.ts'
import { readFormWithFiles, uploadDeps } from '#app/http/multipart.ts'
import { visit } from '#app/http/visit.ts'
import { formatDate } from '#app/i18n/format.ts'
import { translate } from '#app/i18n/index.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { caseText as m, formalText, keptFromText, receiptText, stateWords, stepWords } from '#app/i18n/messages/case.ts'
import { ownDataText } from '#app/i18n/messages/own-data.ts'
import { feedbackText, kindChoices, senderChoices } from '#app/i18n/messages/feedback.ts'
import { fileProblems } from '#app/i18n/messages/file-problems.ts'
import { fileText } from '#app/i18n/messages/files.ts'
import { pathFor } from '#app/schools/urls.ts'
import { levelLabels } from '#app/surveys/questionnaires.ts'
import { authorityAbove } from '#app/schools/index.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { cx } from '#app/ui/cx.ts'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FileChooser } from '#app/ui/FileChooser.tsx'
import { FileList } from '#app/ui/FileList.tsx'
import type { ListedFile } from '#app/ui/FileList.tsx'
import { LevelQuestion } from '#app/ui/LevelQuestion.tsx'
import { FlashMessage, Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { SendButton, SendGuard, SendNotice } from '#app/ui/SendGuard.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { useUploads } from '#app/ui/use-uploads.ts'
import type { KeptFile } from '#app/ui/use-uploads.ts'
import { Timeline } from '#app/ui/Timeline.tsx'
import { FormalSteps } from './FormalSteps.tsx'
import { KeptFromNotice } from './KeptFromNotice.tsx'
import { Locked } from './Locked.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page ? `${translate(page.lang, m.title)} – ${page.schoolName}` : 'Lắng Nghe' }]

type Deed = 'add' | 'disagree' | 'rate'
const deeds: readonly Deed[] = ['add', 'disagree', 'rate']
const numberField = 'so'

export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, today, to } = await visit(args)
  const opened = caseVisit(args.request, args.context, school)
  const file = opened === null ? null : await parentCase(args.context.db, school, opened.caseId, today)
  const done = new URL(args.request.url).searchParams.get('da')
  const page = {
    lang,
    schoolName: school.name,
    done: deeds.find((deed) => deed === done) ?? null,
    key: newIdempotencyKey(),
    /** What the school promises for a second answer. */
    answerDays: limitsOf(school).answerWorkingDays,
    authority: file?.nobodyDecides ? await authorityAbove(args.context.db, school, today) : null,
    hrefs: { self: to('/ho-so'), lookUp: to('/tra-cuu'), ownData: to('/ho-so/du-lieu'), feedback: to('/phan-anh'), answers: to('/tra-loi'), files: pathFor('vi', school, '/ho-so/tep'), upload: pathFor('vi', school, '/tep') },
  }
  return data({ ...page, file }, opened === null || file === null ? undefined : { headers: { 'Set-Cookie': beginCaseVisit(args.context, school, opened) } })
}

type Answer = { problem: 'expired'; body: string } | { problem: 'refused'; deed: Deed; body: string; message: string | null; fileMessage: string | null; kept: KeptFile[]; key: string }

export async function action(args: ActionFunctionArgs) {
  const { school, lang, today, to } = await visit(args)
  const { db, secrets, config, limiter, now } = args.context
  const { form, tokens, problems, notStored } = await readFormWithFiles(args.request, args.context, school)
  const posted = formValues(form)
  if (posted.intent === 'leave') {
    const left = caseVisit(args.request, args.context, school)
    return redirect(to('/tra-cuu?roi=1'), { status: 303, headers: { 'Set-Cookie': left === null ? endCaseVisit(args.context) : leaveCase(args.context, school, left.caseId) } })
  }

  const body = posted.body ?? ''
  const opened = caseVisit(args.request, args.context, school)
  // Another case may have been opened in another tab since: words meant for this one must not arrive there.
  const file = opened === null ? null : await parentCase(db, school, opened.caseId, today)
  const isMeant = posted[numberField] === undefined || posted[numberField] === file?.number
  const uploads = uploadDeps(args.context)
  if (opened === null || file === null || !isMeant) {
    await dropUploads(uploads, school, tokens)
    return data<Answer>({ problem: 'expired', body }, { status: 422 })
  }

  const deed = deeds.find((one) => one === posted.intent) ?? 'add'
  const sentKey = posted[idempotencyField]
  const key = isIdempotencyKey(sentKey) ? sentKey : newIdempotencyKey()
  const waiting = await waitingFiles(uploads, school, tokens)
  const fileWords = (problem: FileProblem) => translate(lang, fileProblems[problem])
  const [fileProblem] = [...problems, waiting.problem].filter((problem) => problem !== null)
  const fileMessage = notStored ? translate(lang, fileText.notStored) : fileProblem ? fileWords(fileProblem) : null
  const refuse = (status: number, message: string | null, ofFiles = fileMessage) => {
    const kept = waiting.files.filter(({ isTaken }) => !isTaken).map(({ token, type, bytes }) => ({ token, type, bytes }))
    return data<Answer>({ problem: 'refused', deed, body, message, fileMessage: ofFiles, kept, key }, { status })
  }
  if (!(await limiter.take(limits.parentWrites, opened.caseId, Date.parse(now())))) return refuse(429, translate(lang, feedbackText.errors.tooMany))
  const desk = { db, school, calendar: await loadCalendar(db, school), publicOrigin: config.publicOrigin }

  if (deed === 'rate') {
    const parsed = parseForm(ratingSchema(lang), form)
    if (!parsed.ok) return refuse(422, parsed.errors[0]!.message)
    const outcome = await rateAnswer(desk, opened.caseId, parsed.value.level, now())
    if (!outcome.ok) return refuse(409, translate(lang, m.errors.notAllowed))
  } else {
    const parsed = parseForm(parentMessageSchema(lang), form)
    if (!parsed.ok) return refuse(422, parsed.errors[0]!.message)
    const write = deed === 'disagree' ? disagree : addParentMessage
    if (fileMessage !== null) return refuse(notStored ? 503 : 422, null)
    try {
      const onceHash = secrets.hash('case-message', `${opened.caseId} ${key}`)
      const outcome = await write(desk, opened.caseId, parsed.value.body, now(), onceHash, waiting.files.map(({ id }) => id))
      if (!outcome.ok) return refuse(409, translate(lang, m.errors.notAllowed))
    } catch (error) {
      if (isFilesRefused(error)) return refuse(422, null, fileWords(error.problem))
      throw error
    }
  }
  return redirect(to(`/ho-so?da=${deed}`), { status: 303, headers: { 'Set-Cookie': beginCaseVisit(args.context, school, opened) } })
}

export default function CaseFile() {
  const page = useLoaderData<typeof loader>()
  const [answer] = useState(useActionData<typeof action>())
  const t = useText()
  const { file, hrefs } = page
  useEffect(() => {
    // Said once: after a reload it would stand beside something newer.
    if (page.done) window.history.replaceState(window.history.state, '', hrefs.self)
  }, [page.done, hrefs.self])
  if (answer?.problem === 'expired' || file === null) return <Locked body={answer?.body ?? ''} lookUpHref={hrefs.lookUp} />

  const done = (deed: Deed) => (page.done === deed && !answer ? <FlashMessage>{t(m[deed].done)}</FlashMessage> : null)
  const problem = (deed: Deed) => (answer?.deed === deed ? answer : undefined)
  const key = answer?.key ?? page.key
  const filesOf = (messageId: number | null) => file.files.filter((one) => one.messageId === messageId)
  const last = file.conversation.findLast((entry) => entry.isAnswer)
  return (
    <>
      <ErrorSummary errors={answer ? problemsOf(answer) : []} />
      <PageHeader title={t(m.title)} lead={<p>{t(m.number(file.number))}</p>} />
      <Status file={file} answersHref={hrefs.answers} />
      <KeptFromNotice keptFrom={file.keptFrom} nobodyDecides={file.nobodyDecides} authority={page.authority} />

      {file.measures.length === 0 ? null : (
        <Card title={t(m.measures)}>
          <ul>
            {file.measures.map((measure) => (
              <li key={measure.statement}>
                <span lang="vi">{measure.statement}</span> <span className="muted small">({t(m.measureDone(measure.doneOn))})</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {file.frozenOn ? (
        <Notice title={t(ownDataText.frozen.title(file.frozenOn))}>
          <p>{t(ownDataText.frozen.text)}</p>
          <p>
            <a href={hrefs.ownData}>{t(ownDataText.frozen.submit)}</a>
          </p>
        </Notice>
      ) : null}
      {file.formal ? <FormalSteps formal={file.formal} /> : null}

      <section className="stack" aria-labelledby="trao-doi">
        <h2 id="trao-doi">{t(m.conversation)}</h2>
        <Entry from="parent" on={file.submittedOn} body={file.body} files={filesOf(null)} href={hrefs.files} />
        {file.conversation.map((entry) => (
          <Entry key={entry.id} {...entry} latest={entry === last} files={filesOf(entry.id)} href={hrefs.files} />
        ))}
        {file.conversation.some((entry) => entry.from === 'school') ? null : <p className="muted">{t(m.noAnswer)}</p>}
        {done('add')}
        {done('disagree')}
      </section>

      {done('rate')}
      {file.mayRate ? <Rate file={file} action={hrefs.self} error={problem('rate')?.message ?? undefined} /> : null}
      {file.mayDisagree ? (
        <Disclosure summary={t(m.disagree.open)} open={problem('disagree') !== undefined}>
          <Write deed="disagree" lead={t(m.disagree.lead(page.answerDays))} number={file.number} pageKey={key} hrefs={hrefs} problem={problem('disagree')} />
        </Disclosure>
      ) : null}
      {file.mayAdd ? (
        <section className="stack" aria-labelledby="viet-them">
          <h2 id="viet-them">{t(file.state === 'more_info' ? m.add.titleAsked : m.add.title)}</h2>
          <Write deed="add" number={file.number} pageKey={key} hrefs={hrefs} problem={problem('add')} />
        </section>
      ) : null}

      <section className="stack" aria-labelledby="dien-bien">
        <h2 id="dien-bien">{t(m.history)}</h2>
        <Timeline items={file.steps.map(({ step, on }, index) => ({ key: index, at: formatDate(on), dateTime: on, title: t(stepWords[step]) }))} />
      </section>
      <Disclosure summary={t(m.details)}>
        <SentAlong file={file} />
      </Disclosure>
      <Card title={t(ownDataText.link)} href={hrefs.ownData}>
        <p>{t(ownDataText.linkHint)}</p>
      </Card>

      <form method="post" action={hrefs.self} className="cluster no-print">
        <Button variant="secondary" icon="lock" name="intent" value="leave">
          {t(m.leave)}
        </Button>
        <span className="small muted">{t(m.leaveHint)}</span>
      </form>
      <p className="no-print">
        <a href={hrefs.feedback}>{t(m.another)}</a>
      </p>
    </>
  )
}

function Status({ file, answersHref }: { file: ParentCase; answersHref: string }) {
  const t = useText()
  const { title, detail } = stateWords[file.state]
  return (
    <Card className={cx('status', file.overdue || file.state === 'more_info' ? 'status-warning' : 'status-success')} title={t(title)} meta={t(m.status)}>
      <p>{t(detail)}</p>
      {file.respondBy ? (
        <p>
          <strong>{t(m.respondBy(file.respondBy))}</strong>
        </p>
      ) : null}
      {file.acknowledgeDue && !file.overdue ? <p>{t(m.acknowledgeBy(file.acknowledgeDue))}</p> : null}
      {file.answerDue && file.state !== 'more_info' ? (
        <p>
          <strong>{t(file.overdue ? m.overdue(file.answerDue) : file.formal && file.formal.acceptedOn === null ? formalText.acceptBy(file.answerDue) : m.answerBy(file.answerDue))}</strong>
        </p>
      ) : null}
      {file.countedFrom === null ? null : <p>{t(receiptText.countedFrom(file.countedFrom))}</p>}
      {file.state === 'published' ? (
        <p>
          <a href={`${answersHref}/${file.number}`}>{t(m.publicAnswer)}</a>
        </p>
      ) : null}
    </Card>
  )
}

function Entry({ from, on, body, isAnswer, latest, files, href }: {
  from: 'parent' | 'school'
  on: string
  body: string
  isAnswer?: boolean
  latest?: boolean
  files: readonly ListedFile[]
  href: string
}) {
  const t = useText()
  return (
    <article className={cx('message', from === 'school' && 'message-school', latest && 'message-answer')}>
      <p className="message-head">
        <span>{t(from === 'parent' ? m.you : isAnswer ? m.answer : m.school)}</span>
        <time className="muted" dateTime={on}>
          {formatDate(on)}
        </time>
      </p>
      {/* The school answers in Vietnamese, whichever language the page is in. */}
      <p className="pre-line" lang={from === 'school' ? 'vi' : undefined}>
        {body}
      </p>
      <FileList files={files} href={href} />
    </article>
  )
}

const fileId = (deed: Deed) => `tep-${deed}`
const noFiles: readonly KeptFile[] = []

function problemsOf({ deed, message, fileMessage }: Extract<Answer, { problem: 'refused' }>) {
  return [
    ...(message === null ? [] : [{ field: deed === 'rate' ? 'level' : bodyId(deed), message }]),
    ...(fileMessage === null ? [] : [{ field: fileId(deed), message: fileMessage }]),
  ]
}

const bodyId = (deed: Deed) => `noi-dung-${deed}`

function Write({ deed, lead, number, pageKey, hrefs, problem }: {
  deed: 'add' | 'disagree'
  lead?: string
  number: string
  pageKey: string
  hrefs: { self: string; upload: string }
  problem: { body: string; message: string | null; fileMessage: string | null; kept: readonly KeptFile[] } | undefined
}) {
  const t = useText()
  const words = m[deed]
  const kept = problem?.kept ?? noFiles
  const uploads = useUploads(`ho-so:${number}:${deed}`, hrefs.upload, kept)
  return (
    <SendGuard action={hrefs.self} receiptHref={`${hrefs.self}?da=${deed}`} prepare={uploads.send} onSent={uploads.forget} encType="multipart/form-data" className="stack">
      {lead === undefined ? null : <p>{lead}</p>}
      <HiddenField name={idempotencyField} value={pageKey} />
      <HiddenField name="intent" value={deed} />
      <HiddenField name={numberField} value={number} />
      <TextArea
        id={bodyId(deed)}
        name="body"
        label={t(words.label)}
        hint={deed === 'add' ? t(m.add.hint) : undefined}
        error={problem?.message ?? undefined}
        defaultValue={problem?.body}
        countText={t(m.add.count)}
        rows={5}
      />
      <FileChooser id={fileId(deed)} uploads={uploads} kept={kept} error={problem?.fileMessage ?? undefined} />
      <SendNotice />
      <SendButton size="medium">{t(words.submit)}</SendButton>
    </SendGuard>
  )
}

function Rate({ file, action, error }: { file: ParentCase; action: string; error: string | undefined }) {
  const t = useText()
  const rated = levelLabels.find(({ level }) => level === file.rating)
  const form = (
    <form method="post" action={action} className="stack">
      <HiddenField name="intent" value="rate" />
      <HiddenField name={numberField} value={file.number} />
      <LevelQuestion
        name="level"
        legend={t(m.rate.title)}
        levels={levelLabels.map(({ level, label }) => ({ value: String(level), label: t(label) }))}
        defaultValue={rated ? String(rated.level) : undefined}
        error={error}
      />
      <Button variant="secondary">{t(m.rate.submit)}</Button>
    </form>
  )
  if (!rated) return <Card>{form}</Card>
  return (
    <Card>
      <p>{t(m.rate.rated(t(rated.label)))}</p>
      <Disclosure summary={t(m.rate.change)} open={error !== undefined}>
        {form}
      </Disclosure>
    </Card>
  )
}

function SentAlong({ file }: { file: ParentCase }) {
  const t = useText()
  const lang = useLang()
  const items = [
    { term: t(receiptText.sentOn), detail: formatDate(file.submittedOn) },
    { term: t(receiptText.receivedOn), detail: formatDate(file.receivedOn) },
    { term: t(feedbackText.kind.short), detail: t(kindChoices[file.kind].label) },
    { term: t(feedbackText.field.short), detail: lang === 'vi' ? file.fieldVi : file.fieldEn },
    ...(file.placeName ? [{ term: t(feedbackText.story.placeShort), detail: file.placeName }] : []),
    ...(file.childSafety || file.prioritised ? [{ term: t(feedbackText.safety.short), detail: t(file.childSafety ? feedbackText.safety.yes : keptFromText.prioritised) }] : []),
    { term: t(feedbackText.sender.short), detail: t(senderChoices[file.sender].label) },
  ]
  return <DescriptionList items={items} />
}

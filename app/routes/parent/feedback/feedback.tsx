import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { dropUploads, isFilesRefused, newFileField, waitingFiles } from '#app/attachments/index.ts'
import type { FileProblem, WaitingFile } from '#app/attachments/index.ts'
import { limitsOf, loadCalendar } from '#app/calendar/index.ts'
import { isSameReport, submitCase } from '#app/cases/index.ts'
import type { Submitted } from '#app/cases/index.ts'
import { intakeSchema } from '#app/cases/intake-form.ts'
import { beginCaseVisit, caseVisit, leftCase } from '#app/http/case-visit.ts'
import { honeypotField } from '#app/http/challenge-field.ts'
import { admit } from '#app/http/challenge.ts'
import { formValues, parseForm } from '#app/http/forms.ts'
import type { FieldError } from '#app/http/forms.ts'
import { isIdempotencyKey, newIdempotencyKey } from '#app/http/idempotency.ts'
import { idempotencyField } from '#app/http/idempotency-field.ts'
import { readFormWithFiles, uploadDeps } from '#app/http/multipart.ts'
import { visit } from '#app/http/visit.ts'
import { translate } from '#app/i18n/index.ts'
import { useText } from '#app/i18n/text.tsx'
import { feedbackText as m } from '#app/i18n/messages/feedback.ts'
import { fileProblems } from '#app/i18n/messages/file-problems.ts'
import { fileText } from '#app/i18n/messages/files.ts'
import { pathFor } from '#app/schools/urls.ts'
import { activePlace, authoritiesOn, listFields } from '#app/schools/index.ts'
import type { Authority } from '#db/schema.ts'
import { Button } from '#app/ui/Button.tsx'
import type { KeptFile } from '#app/ui/use-uploads.ts'
import { HiddenField } from '#app/ui/TextField.tsx'
import { FeedbackCheck } from './FeedbackCheck.tsx'
import { FeedbackForm } from './FeedbackForm.tsx'
import { OutsideAuthorities } from './OutsideAuthorities.tsx'
import { feedbackValues, relevantValues } from './values.ts'
import type { FeedbackValues } from './values.ts'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page ? `${translate(page.lang, m.title)} – ${page.schoolName}` : 'Lắng Nghe' }]

export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, today, to } = await visit(args)
  const { db } = args.context
  const code = new URL(args.request.url).searchParams.get('noi')
  const promised = limitsOf(school)
  const [fields, authorities, place] = await Promise.all([listFields(db, school), authoritiesOn(db, school, today), code === null ? undefined : activePlace(db, school, code)])
  return {
    lang,
    schoolName: school.name,
    fields: fields.map((field) => ({ code: field.code, name: lang === 'vi' ? field.name_vi : field.name_en })),
    place: place ? { code: place.code, name: place.name, kind: place.kind } : null,
    promised: { answerDays: promised.answerWorkingDays, safetyHours: promised.childSafetyHours },
    authorities: superiorsFirst(authorities).map(({ name, address, phone }) => ({ name, address, phone })),
    /** Belongs to this one page: whatever is sent with it arrives once. */
    key: newIdempotencyKey(),
    hrefs: {
      action: to('/phan-anh') + (place ? `?noi=${encodeURIComponent(place.code)}` : ''),
      upload: pathFor('vi', school, '/tep'),
      receipt: to('/phan-anh/bien-nhan'),
      privacy: to('/rieng-tu'),
      lookUp: to('/tra-cuu'),
    },
  }
}

/** A denunciation of the principal goes to whoever appointed them before anybody else. */
function superiorsFirst(authorities: Authority[]): Authority[] {
  const order: Authority['kind'][] = ['governing', 'department', 'specialised']
  return authorities.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

/** What the server answers where it does not send on to the receipt. Nothing in it has been stored; files wait under their tokens, and are deleted when nobody sends them. */
type Answer =
  | { view: 'form'; key: string; values: FeedbackValues; kept: KeptFile[]; errors: FieldError[] }
  | { view: 'check'; key: string; values: FeedbackValues; kept: KeptFile[]; problem: string | null; conflict: string | null; challenge: string | null }
  | { view: 'outside'; key: string; values: FeedbackValues }

export async function action(args: ActionFunctionArgs) {
  const { school, lang, to } = await visit(args)
  const { db, secrets, config, now } = args.context
  const { form, tokens, problems, notStored } = await readFormWithFiles(args.request, args.context, school)
  const uploads = uploadDeps(args.context)
  const waiting = await waitingFiles(uploads, school, tokens)
  const posted = formValues(form)
  const { intent } = posted
  const values = feedbackValues(posted)
  const sentKey = posted[idempotencyField]
  const key = isIdempotencyKey(sentKey) ? sentKey : newIdempotencyKey()
  const answer = (body: Answer, status = 200, headers: HeadersInit = {}) => data<Answer>(body, { status, headers })
  const fileError = (problem: FileProblem): FieldError => ({ field: newFileField, message: translate(lang, fileProblems[problem]) })
  // A file that was lost on the way is told of whatever was pressed.
  const fileErrors = [...new Set([...problems, ...(waiting.problem ? [waiting.problem] : [])])].map(fileError)
  if (notStored) fileErrors.unshift({ field: newFileField, message: translate(lang, fileText.notStored) })
  const onePage = (wrong: FieldError[] = [], files = waiting.files) => {
    const errors = [...wrong, ...fileErrors]
    return answer({ view: 'form', key, values, kept: files.map(keptFile), errors }, notStored ? 503 : errors.length > 0 ? 422 : 200)
  }

  if (intent === 'edit') return onePage()
  const fields = await listFields(db, school)
  const parsed = parseForm(intakeSchema(lang, fields.map((field) => field.code)), form)
  const errors = parsed.ok ? [] : parsed.errors
  if (!parsed.ok || errors.length > 0 || fileErrors.length > 0) return onePage(intent === 'whole' ? [] : errors)

  const intake = parsed.value
  if (intake.aboutPrincipal) {
    await dropUploads(uploads, school, tokens)
    return answer({ view: 'outside', key, values })
  }

  // The back button brings the form up again, with a key of its own: the words that were just sent from this browser are not sent twice.
  const opened = caseVisit(args.request, args.context, school)
  if (opened?.key && (await isSameReport(db, secrets, school, opened.caseId, { ...intake, files: waiting.files }))) return redirect(to('/phan-anh/bien-nhan'), { status: 303 })

  // The same after leaving the receipt, but without the key: whoever has the phone by now may be somebody else.
  const left = leftCase(args.request, args.context, school)
  if (left !== null && (await isSameReport(db, secrets, school, left, { ...intake, files: waiting.files }))) return redirect(to('/tra-cuu?da-gui=1'), { status: 303 })

  const checked = relevantValues(values)
  const checkAgain = (status: number, { problem = null, challenge = null }: { problem?: string | null; challenge?: string | null } = {}) =>
    answer({ view: 'check', key, values: checked, kept: waiting.files.map(keptFile), problem, conflict: null, challenge }, status)
  if (intent !== 'send') return checkAgain(200)
  if (!isIdempotencyKey(sentKey)) return checkAgain(422, { problem: translate(lang, m.errors.stale) })
  const admission = await admit(args.context, { school, key: sentKey }, posted, { isOdd: Boolean(posted[honeypotField]) })
  if (!admission.admitted) return checkAgain(429, { challenge: admission.challenge })

  const calendar = await loadCalendar(db, school)
  let result: Submitted
  try {
    result = await submitCase(db, { secrets, calendar, publicOrigin: config.publicOrigin }, school, { ...intake, files: waiting.files, idempotencyKey: sentKey, lang, unproven: admission.unproven }, now())
  } catch (error) {
    // They went with an earlier report, or were held too long: everything else is still here.
    if (isFilesRefused(error)) return onePage([fileError(error.problem)], waiting.files.filter(({ isTaken }) => !isTaken))
    throw error
  }
  if (result.status === 'not-kept') return answer({ view: 'outside', key, values })
  if (result.status === 'conflict') {
    const { earlier } = result
    // The earlier receipt may never have been seen: a connection can be lost after the server has saved.
    return answer({ view: 'check', key: newIdempotencyKey(), values: checked, kept: waiting.files.filter(({ isTaken }) => !isTaken).map(keptFile), problem: null, conflict: earlier.number, challenge: null }, 409, {
      'Set-Cookie': beginCaseVisit(args.context, school, earlier),
    })
  }
  return redirect(to('/phan-anh/bien-nhan'), { status: 303, headers: { 'Set-Cookie': beginCaseVisit(args.context, school, result) } })
}

function keptFile({ token, type, bytes }: WaitingFile): KeptFile {
  return { token, type, bytes }
}

export default function Feedback() {
  const page = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  // What the server said holds as long as the page does.
  const [answer] = useState(answered)
  const t = useText()
  const { fields, place, authorities, hrefs } = page

  if (answer?.view === 'outside') {
    return (
      <OutsideAuthorities
        title={<h1>{t(m.refer.title)}</h1>}
        authorities={authorities}
        text={answer.values.body}
        back={
          <form method="post" action={hrefs.action}>
            <HiddenField name={idempotencyField} value={answer.key} />
            {Object.entries(answer.values).map(([name, value]) => (
              <HiddenField key={name} name={name} value={value} />
            ))}
            <Button variant="secondary" name="intent" value="edit">
              {t(m.refer.notAbout)}
            </Button>
          </form>
        }
      />
    )
  }
  if (answer?.view === 'check') {
    const { values } = answer
    return (
      <FeedbackCheck
        values={values}
        kept={answer.kept}
        pageKey={answer.key}
        fieldName={fields.find((field) => field.code === values.field)?.name ?? ''}
        placeName={place !== null && values.noi === place.code ? place.name : null}
        problem={answer.problem}
        conflict={answer.conflict}
        challenge={answer.challenge}
        hrefs={hrefs}
      />
    )
  }
  return <FeedbackForm fields={fields} place={place} authorities={authorities} promised={page.promised} pageKey={answer?.key ?? page.key} returned={answer} hrefs={hrefs} />
}

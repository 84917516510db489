import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dropUploads, isFilesRefused, waitingFiles } from '#app/attachments/index.ts'
import { loadCalendar } from '#app/calendar/index.ts'
import { addFiles, filesToSend } from '#app/cases/index.ts'
import { formValues } from '#app/http/forms.ts'
import { readFormWithFiles, uploadDeps } from '#app/http/multipart.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { fileProblems } from '#app/i18n/messages/file-problems.ts'
import { fileText } from '#app/i18n/messages/files.ts'
import { pathFor } from '#app/schools/urls.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { done } from '../done.ts'
import { caseHref, inboxPath } from '../list-place.ts'
import { AddFiles, WaitingFiles } from './FilesToSend.tsx'

export const meta: MetaFunction = () => [{ title: 'Gửi kèm tệp · Lắng Nghe' }]

/** Files that the school sends to the parent: what waits already, and the form for more. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { staff, school } = await requireStaff(request, context, 'case:reply')
  const number = params.number ?? ''
  const found = await filesToSend(context.db, school, staff, number)
  if (!found) throw new Response('', { status: 404 })
  return { number, version: found.version, waiting: found.waiting, uploadHref: pathFor('vi', school, '/tep') }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'case:reply')
  const number = params.number ?? ''
  const { db } = context
  const { form, tokens, problems, notStored } = await readFormWithFiles(request, context, school)
  const uploads = uploadDeps(context)
  const found = await filesToSend(db, school, staff, number)
  if (!found) {
    await dropUploads(uploads, school, tokens)
    throw new Response('', { status: 404 })
  }
  const { files, problem } = await waitingFiles(uploads, school, tokens)
  // The answer was lost on its way, and the form comes again.
  const isRepeated = files.length > 0 && files.every(({ id }) => found.waiting.some((one) => one.id === id))
  if (isRepeated) return done(caseHref(number, null), 'hs-addFiles')
  const refuse = (status: number, message: string) => data({ message, kept: files.filter(({ isTaken }) => !isTaken).map(({ token, type, bytes }) => ({ token, type, bytes })) }, { status })
  const [wrong] = [...problems, problem].filter((one) => one !== null)
  if (notStored) return refuse(503, fileText.notStored.vi)
  if (wrong) return refuse(422, fileProblems[wrong].vi)
  if (files.length === 0) return refuse(422, 'Chọn ít nhất một ảnh hoặc tệp PDF.')
  const desk = { db, calendar: await loadCalendar(db, school), school, publicOrigin: context.config.publicOrigin }
  const version = Number(/^\d{1,9}$/.exec(formValues(form).version ?? '')?.[0] ?? Number.NaN)
  try {
    const outcome = await addFiles(desk, { staff, number, version, now }, { fileIds: files.map(({ id }) => id) })
    if (outcome.ok) return done(caseHref(number, null), 'hs-addFiles')
    return refuse(409, 'Có người vừa cập nhật hồ sơ này. Tệp vừa chọn vẫn còn: xem lại rồi bấm “Thêm tệp” lần nữa.')
  } catch (error) {
    if (isFilesRefused(error)) return refuse(422, fileProblems[error.problem].vi)
    throw error
  }
}

export default function FilesPage() {
  const { number, version, waiting, uploadHref } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        above={<BackLink href={`${inboxPath}/${number}`}>Hồ sơ {number}</BackLink>}
        title="Gửi kèm ảnh, tệp PDF"
        lead="Tệp đi cùng câu trả lời, câu hỏi hoặc tin nhắn kế tiếp cho phụ huynh, không công khai."
      />
      {refused ? <ErrorSummary errors={[{ field: 'tep-van-phong', message: refused.message }]} /> : null}
      <WaitingFiles number={number} version={version} files={waiting} />
      <AddFiles number={number} version={version} uploadHref={uploadHref} kept={refused?.kept ?? []} error={refused?.message} />
    </>
  )
}

import type { ReadableStream } from 'node:stream/web'
import type { ActionFunctionArgs } from '@remix-run/node'
import { appendToUpload, beginUpload, isNotStored } from '#app/attachments/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import { readForm } from '#app/http/forms.ts'
import { limits } from '#app/http/limiter.ts'
import { uploadDeps } from '#app/http/multipart.ts'
import { visit } from '#app/http/visit.ts'
import type { UploadAnswer } from '#app/ui/upload-answer.ts'

/**
 * Takes files in pieces from a page whose scripts run, after "Gửi" has been pressed. A form announces a file and gets a token; each piece comes with the token in a
 * header, never in the address, where an access log would keep it beside the time and the sender's network.
 */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const { school } = await visit(args)
  const { request, context } = args
  const now = context.now()
  const deps = uploadDeps(context)
  try {
    if (request.headers.get('content-type') !== 'application/octet-stream') {
      if (!(await context.limiter.take(limits.uploads, context.clientKey, Date.parse(now)))) return answer({ problem: 'too-often' }, 429)
      const bytes = Number((await readForm(request)).get('bytes'))
      const begun = await beginUpload(deps, school, bytes, dayOf(now))
      return 'problem' in begun ? answer(begun, 422) : answer({ token: begun.token }, 201)
    }
    const offset = Number(new URL(request.url).searchParams.get('offset') ?? Number.NaN)
    if (!Number.isSafeInteger(offset) || offset < 0 || request.body === null) throw new Response('', { status: 400 })
    const appended = await appendToUpload(deps, school, request.headers.get('upload-token') ?? '', offset, request.body as ReadableStream<Uint8Array>, dayOf(now))
    if (appended.status === 'refused') return answer({ problem: appended.problem }, 422)
    return answer({ offset: appended.offset, done: appended.status === 'ok' && appended.done }, appended.status === 'ok' ? 200 : 409)
  } catch (error) {
    // The line broke: nobody hears the answer, and the piece comes again.
    if (request.signal.aborted) return new Response(null, { status: 400 })
    if (!isNotStored(error)) throw error
    console.error(`[${context.reference}] A piece of a file could not be stored`, error)
    return answer({}, 503)
  }
}

export function loader(): never {
  throw new Response('', { status: 404 })
}

const answer = (body: UploadAnswer, status: number) => Response.json(body, { status })

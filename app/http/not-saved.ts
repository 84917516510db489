import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { isNotStored } from '#app/attachments/index.ts'
import { isOutOfReach } from '#db/dialect.ts'

/** What the page of a form that could not be saved needs, so that nothing of it is lost. */
export interface NotSaved {
  notSaved: true
  /** Where the form goes once more; null where it cannot be given back: a page that was only looked at, or one with a password. */
  action: string | null
  fields: [name: string, value: string][]
}

/** Passwords are not written into a page. */
const secretFields = ['password', 'passwordAgain', 'current']

/**
 * The routes, with one more answer: where the disk or the database refuses for a reason that may pass, a form comes back whole with a button that sends it again
 * (`app/ui/NotSaved.tsx`), and a page says that it cannot be opened just now. Every other error goes its way as a 500.
 */
export function withNotSaved(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route] as const
    const { action, loader } = route.module
    const isPage = route.module.default !== undefined
    const module = {
      ...route.module,
      ...(loader ? { loader: (args: LoaderFunctionArgs) => answering(() => loader(args), args, isPage, () => Promise.resolve(null)) } : {}),
      ...(action
        ? {
            action: (args: ActionFunctionArgs) => {
              const readAgain = keepText(args.request)
              return answering(() => action(args), args, isPage, async () => args.context.sent.form ?? new URLSearchParams(await readAgain()))
            },
          }
        : {}),
    }
    return [id, { ...route, module }] as const
  })
  return { ...build, routes: Object.fromEntries(routes) }
}

async function answering<T>(run: () => T, { request, context }: LoaderFunctionArgs | ActionFunctionArgs, isPage: boolean, formOf: () => Promise<URLSearchParams | null>): Promise<Awaited<T>> {
  try {
    return await run()
  } catch (error) {
    if (!mayPass(error)) throw error
    const { pathname, search } = new URL(request.url)
    console.error(`[${context.reference}] ${request.method} not saved: ${reasonOf(error)}`)
    if (!isPage) throw new Response('Hệ thống tạm thời chưa lưu được, xin thử lại sau ít phút.\n', { status: 503, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
    const fields = [...((await formOf().catch(() => null)) ?? [])]
    const canGiveBack = fields.length > 0 && !fields.some(([name]) => secretFields.includes(name))
    throw data<NotSaved>({ notSaved: true, action: canGiveBack ? pathname + search : null, fields: canGiveBack ? fields : [] }, { status: 503 })
  }
}

/** The body can be read once; whoever reads it as text leaves it for us too. */
function keepText(request: Request): () => Promise<string> {
  const readOnce = request.text.bind(request)
  let text: Promise<string> | undefined
  request.text = () => (text ??= readOnce())
  return () => (request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') ? request.text() : Promise.resolve(''))
}

/** Everything that the disk says where it is full, read-only or failing; `EMFILE`: too many files and connections are open. */
const diskCodes = /^(ENOSPC|EDQUOT|EFBIG|EROFS|EIO|EMFILE|ENFILE)$/

function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return isOutOfReach(error) || isNotStored(error) || ('code' in error && diskCodes.test(String(error.code))) || mayPass(error.cause)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const own = 'code' in error ? String(error.code) : error.message
  return error.cause === undefined ? own : `${own} (${reasonOf(error.cause)})`
}

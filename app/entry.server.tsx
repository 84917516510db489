import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'

/**
 * Renders a page whole before the first byte goes out: pages are small, and an error in the middle
 * must become a 500 with a reference, not half a page with status 200.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const html = await new Promise<Buffer>((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={remixContext} url={request.url} nonce={context.nonce} />,
      {
        nonce: context.nonce,
        onAllReady() {
          // React calls it after a failed render too, and then the stream breaks: a promise nobody waits for would end the process.
          buffer(pipe(new PassThrough())).then(resolve, reject)
        },
        onShellError: reject,
        onError(error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        },
      },
    )
    setTimeout(abort, 10_000).unref()
  })
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(scriptsLast(withoutPadding(html)), { status, headers })
}

/**
 * React 18 sends its output in blocks of 2 048 bytes and leaves NULs at the end of a block where the next letter needs
 * more bytes than are left: in Vietnamese on nearly every page. No page of ours holds a NUL, so all of them go.
 */
function withoutPadding(html: Buffer): string {
  return html.toString('utf8').replaceAll('\0', '')
}

/**
 * A page is complete before its scripts are there, so they are fetched once it has been painted (`fetchScripts` in app/root.tsx): named as Remix names them,
 * they would share the phone's line with the page itself. Remix gives no way to say so; whatever people wrote stands in the page with its signs escaped and is
 * never met here.
 */
function scriptsLast(html: string): string {
  return html.replaceAll('<link rel="modulepreload" ', '<link rel="later" ').replaceAll(' type="module" async="">', ' type="later">')
}

/** The log line of an unexpected failure: method, path without query or one-time token, reference. Never the form, never the address. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  // What a wrong request gets (a post to a page without a form) is an answer, not a failure.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  const pathname = new URL(request.url).pathname.replace(/^(\/office\/(?:moi|thiet-lap)\/)[^/]+/i, '$1…')
  console.error(`[${context.reference}] ${request.method} ${pathname}`, error)
}

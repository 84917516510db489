import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { loader as RootLoader } from '#app/root.tsx'
import { errorText } from '#app/i18n/messages/errors.ts'
import { useText } from '#app/i18n/text.tsx'
import { NotSavedPage, notSavedOf } from './NotSaved.tsx'
import { PlainLayout } from './PlainLayout.tsx'

/**
 * What is shown where a page or a form has failed. The layouts of the public and of the parents' pages name it as their own boundary: a form that fails below
 * the root's would leave the root's loader out, and with it the reference and the way home.
 */
export function ErrorPage() {
  const error = useRouteError()
  const t = useText()
  const root = useRouteLoaderData<typeof RootLoader>('root')
  const reference = root?.reference
  const homeHref = root?.home?.href ?? t(errorText.homeHref)
  const notSaved = notSavedOf(error)
  if (notSaved) {
    return (
      <PlainLayout schoolName={root?.home?.name ?? 'Lắng Nghe'} homeHref={homeHref}>
        <NotSavedPage page={notSaved} />
      </PlainLayout>
    )
  }
  const status = isRouteErrorResponse(error) ? error.status : 500
  const words = errorText[status === 404 || status === 403 || status === 429 || status === 409 || status === 400 ? status : 500]
  // A thrown response may bring words of its own, written for the person who reads them.
  const detail = isRouteErrorResponse(error) && status < 500 && typeof error.data === 'string' && error.data !== '' ? error.data : t(words.detail)
  return (
    <PlainLayout schoolName={root?.home?.name ?? 'Lắng Nghe'} homeHref={homeHref}>
      <h1>{t(words.title)}</h1>
      <p>{detail}</p>
      {status >= 500 && reference ? (
        <p>
          {t(errorText.reference)} <strong>{reference}</strong>
        </p>
      ) : null}
      <p>
        <a href={homeHref}>{t(errorText.home)}</a>
      </p>
    </PlainLayout>
  )
}

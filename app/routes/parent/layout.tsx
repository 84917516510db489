import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData } from '@remix-run/react'
import { visit } from '#app/http/visit.ts'
import { ErrorPage } from '#app/ui/ErrorPage.tsx'
import parentCss from '#app/ui/parent.css?url'
import { ParentFrame } from './ParentFrame.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: parentCss }]

export async function loader(args: LoaderFunctionArgs) {
  const { school } = await visit(args)
  return { school: { name: school.name, slug: school.slug, is_default: school.is_default } }
}

export { ErrorPage as ErrorBoundary }

export default function ParentPages() {
  const { school } = useLoaderData<typeof loader>()
  return (
    <ParentFrame school={school}>
      <Outlet />
    </ParentFrame>
  )
}

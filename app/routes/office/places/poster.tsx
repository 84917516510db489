import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { limitsOf } from '#app/calendar/index.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { Poster } from '#app/ui/Poster.tsx'
import posterCss from '#app/ui/poster.css?url'
import { posterProps } from './print.server.ts'
import { PrintPage } from './PrintPage.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: posterCss }]
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Tờ A4 ${data?.code ?? ''} · Lắng Nghe` }]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'place:view')
  return { ...(await posterProps(context, school, params.id)), answerDays: limitsOf(school).answerWorkingDays }
}

export default function PosterPage() {
  const { id, ...poster } = useLoaderData<typeof loader>()
  return (
    <PrintPage id={id} placeName={poster.placeName} title="Tờ A4">
      <Poster {...poster} />
    </PrintPage>
  )
}

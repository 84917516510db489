import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireStaff } from '#app/http/require-staff.ts'
import { CardSheet } from '#app/ui/Poster.tsx'
import posterCss from '#app/ui/poster.css?url'
import { posterProps } from './print.server.ts'
import { PrintPage } from './PrintPage.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: posterCss }]
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Thẻ A6 ${data?.code ?? ''} · Lắng Nghe` }]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'place:view')
  return posterProps(context, school, params.id)
}

export default function CardsPage() {
  const { id, ...cards } = useLoaderData<typeof loader>()
  return (
    <PrintPage id={id} placeName={cards.placeName} title="Bốn thẻ A6">
      <CardSheet {...cards} />
    </PrintPage>
  )
}

import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { visit } from '#app/http/visit.ts'
import { answersText, changesText as m } from '#app/i18n/messages/answers.ts'
import { useText } from '#app/i18n/text.tsx'
import { publicChanges } from '#app/publication/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { ChangeLog } from './parts/ChangeLog.tsx'
import { CsvLink } from './parts/CsvLink.tsx'
import { pageMeta, publicHeaders, usePaths } from './parts/page.ts'

export { publicHeaders as headers }

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: m.title, description: m.description })

export async function loader(args: LoaderFunctionArgs) {
  const { school } = await visit(args)
  return { changes: await publicChanges(args.context.db, school) }
}

export default function Changes() {
  const { changes } = useLoaderData<typeof loader>()
  const t = useText()
  const { to } = usePaths()
  return (
    <>
      <PageHeader above={<BackLink href={to('/tra-loi')}>{t(answersText.back)}</BackLink>} title={t(m.title)} lead={<p>{t(m.lead)}</p>} />
      {changes.length === 0 ? (
        <EmptyState title={t(m.none)} text={t(m.noneText)} />
      ) : (
        <section className="stack measure">
          <ChangeLog changes={changes} withNumber />
          <CsvLink name="dinh-chinh" />
        </section>
      )}
    </>
  )
}

import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { visit } from '#app/http/visit.ts'
import { openDataText as m } from '#app/i18n/messages/open-data.ts'
import { useText } from '#app/i18n/text.tsx'
import { shareText } from '#app/i18n/messages/share.ts'
import { dataDictionary } from '#app/publication/index.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { CopyButton } from '#app/ui/CopyButton.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { pageMeta, publicHeaders, usePaths } from './parts/page.ts'

export { publicHeaders as headers }

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: m.title, description: m.description })

export async function loader(args: LoaderFunctionArgs) {
  const { school } = await visit(args)
  return { schoolName: school.name, origin: args.context.config.publicOrigin, files: dataDictionary() }
}

export default function OpenData() {
  const { schoolName, origin, files } = useLoaderData<typeof loader>()
  const t = useText()
  const { file, to } = usePaths()
  return (
    <>
      <PageHeader title={t(m.title)} lead={<p>{t(m.lead)}</p>} />
      <ul className="records">
        {files.map(({ name, title, columns }) => {
          const address = file(`/du-lieu/${name}.csv`)
          return (
            <li key={name}>
              <Card title={t(title)}>
                <p>
                  <code className="address">{origin + address}</code>
                </p>
                <p className="cluster">
                  <ButtonLink href={address} variant="secondary" icon="download" download>
                    {t(m.standard)}
                  </ButtonLink>
                  <ButtonLink href={`${address}?dau=cham-phay`} variant="quiet" download>
                    {t(m.vietnamese)}
                  </ButtonLink>
                  <ButtonLink href={file(`/du-lieu/${name}.json`)} variant="quiet" download>
                    {t(shareText.json)}
                  </ButtonLink>
                </p>
                <Disclosure summary={`${t(m.dictionary)} (${t(m.size(columns.length))})`}>
                  <DataTable
                    caption={t(m.dictionaryOf(`${name}.csv`))}
                    hideCaption
                    rows={columns}
                    rowKey={(column) => column.name}
                    columns={[
                      { key: 'name', header: t(m.column), rowHeader: true, cell: (column) => <code>{column.name}</code> },
                      { key: 'meaning', header: t(m.meaning), cell: (column) => t(column.meaning) },
                    ]}
                  />
                </Disclosure>
              </Card>
            </li>
          )
        })}
      </ul>
      <section className="stack measure">
        <h2>{t(m.format)}</h2>
        <ul>
          {m.formatText.map((line) => (
            <li key={line.vi}>{t(line)}</li>
          ))}
        </ul>
      </section>
      <section className="stack measure" id="nhung">
        <h2>{t(shareText.title)}</h2>
        <p>{t(shareText.lead)}</p>
        <h3>{t(shareText.badgeName)}</h3>
        <p>
          <img src={to('/nhung/huy-hieu.svg')} alt={t(shareText.badge)} height={28} />
        </p>
        <Snippet code={`<a href="${origin}${to('/ty-le-hai-long')}"><img src="${origin}${to('/nhung/huy-hieu.svg')}" alt="${t(shareText.badge)}" height="28"></a>`} />
        <h3>{t(shareText.card)}</h3>
        <p>
          <a href={to('/nhung/the.html')}>{t(shareText.card)}</a>
        </p>
        <Snippet code={`<iframe src="${origin}${to('/nhung/the.html')}" title="${t(shareText.badge)}" width="340" height="330" loading="lazy"></iframe>`} />
      </section>
      <section className="stack measure">
        <h2>{t(m.licence)}</h2>
        <p>{t(m.licenceText(schoolName))}</p>
        <p>
          <a href="https://creativecommons.org/licenses/by/4.0/deed.vi" rel="license">
            {t(m.licenceLink)}
          </a>
        </p>
      </section>
    </>
  )
}

/** A piece of code to take along. */
function Snippet({ code }: { code: string }) {
  const t = useText()
  return (
    <div className="stack-s">
      <p>
        <code className="address">{code}</code>
      </p>
      <CopyButton text={code} label={t(shareText.copy)} />
    </div>
  )
}

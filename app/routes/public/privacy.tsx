import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { visit } from '#app/http/visit.ts'
import { privacyText as m } from '#app/i18n/messages/privacy.ts'
import { useText } from '#app/i18n/text.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { pageMeta, publicHeaders } from './parts/page.ts'

export { publicHeaders as headers }

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: m.title, description: m.description })

export async function loader(args: LoaderFunctionArgs) {
  const { school, to } = await visit(args)
  const { name, principal_name, address, phone, email } = school
  return { name, principal: principal_name, address, phone, email, hrefs: { lookUp: to('/tra-cuu'), wordings: to('/rieng-tu/loi-dong-y') } }
}

export default function Privacy() {
  const school = useLoaderData<typeof loader>()
  const t = useText()
  return (
    <>
      <PageHeader title={t(m.title)} lead={<p>{t(m.lead)}</p>} />

      <section className="stack measure">
        <h2>{t(m.controller.title)}</h2>
        <p>{t(m.controller.text(school.name, school.principal))}</p>
      </section>

      <section className="stack">
        <h2>{t(m.data.title)}</h2>
        <Card className="text-rows">
          <DataTable
            caption={t(m.data.title)}
            hideCaption
            stack
            rows={m.data.rows}
            rowKey={(row) => row.what.vi}
            columns={[
              { key: 'what', header: t(m.data.what), rowHeader: true, cell: (row) => <span className="plain-weight">{t(row.what)}</span> },
              { key: 'purpose', header: t(m.data.purpose), cell: (row) => t(row.purpose) },
              { key: 'kept', header: t(m.data.kept), cell: (row) => t(row.kept) },
            ]}
          />
        </Card>
        <p className="measure">{t(m.data.never)}</p>
        <div className="stack-s measure">
          <h3>{t(m.data.device.title)}</h3>
          <ul>
            {m.data.device.items.map((item) => (
              <li key={item.vi}>{t(item)}</li>
            ))}
          </ul>
        </div>
      </section>

      <section className="stack measure">
        <h2>{t(m.who.title)}</h2>
        <ul>
          {m.who.items.map((item) => (
            <li key={item.vi}>{t(item)}</li>
          ))}
        </ul>
      </section>

      <section className="stack measure">
        <h2>{t(m.rights.title)}</h2>
        <p>{t(m.rights.lead)}</p>
        <DataTable
          caption={t(m.rights.title)}
          hideCaption
          rows={m.rights.rows}
          rowKey={(row) => row.days}
          columns={[
            { key: 'request', header: t(m.rights.request), rowHeader: true, cell: (row) => t(row.request) },
            { key: 'limit', header: t(m.rights.limit), align: 'end', cell: (row) => t(m.rights.days(row.days)) },
          ]}
        />
        <p>
          {t(m.rights.how)} <a href={school.hrefs.lookUp}>{t(m.rights.open)}</a>
        </p>
        <p>{t(m.rights.limits)}</p>
      </section>

      <section className="stack measure">
        <h2>{t(m.wordings.title)}</h2>
        <p>{t(m.wordings.text)}</p>
        <p>
          <a href={school.hrefs.wordings}>{t(m.wordings.link)}</a>
        </p>
      </section>

      <section className="stack measure">
        <h2>{t(m.contact.title)}</h2>
        <p>{t(m.contact.text)}</p>
        <Card>
          <DescriptionList
            items={[
              { term: t(m.contact.address), detail: school.address },
              { term: t(m.contact.phone), detail: school.phone },
              { term: t(m.contact.email), detail: <a href={`mailto:${school.email}`}>{school.email}</a> },
            ]}
          />
        </Card>
        <p>{t(m.contact.complain)}</p>
      </section>
    </>
  )
}

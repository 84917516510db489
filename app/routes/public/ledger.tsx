import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { visit } from '#app/http/visit.ts'
import { formatDate } from '#app/i18n/format.ts'
import { ledgerText as m } from '#app/i18n/messages/ledger.ts'
import { surveyText } from '#app/i18n/messages/survey.ts'
import { useText } from '#app/i18n/text.tsx'
import { fingerprintOf } from '#app/ledger/fingerprint.ts'
import { listSeals } from '#app/ledger/index.ts'
import { countedAndSealed } from '#app/surveys/index.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { PrintButton } from '#app/ui/PrintButton.tsx'
import { SealCode } from '#app/ui/SealCode.tsx'
import { pageMeta, publicHeaders, usePaths } from './parts/page.ts'

export { publicHeaders as headers }

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: m.title, description: m.description })

export async function loader(args: LoaderFunctionArgs) {
  const { school } = await visit(args)
  const { db } = args.context
  const seals = await listSeals(db, school, shownSeals)
  return {
    seals: seals.map(({ number, day, count, hash }) => ({ number, day, count, hash })),
    rounds: await countedAndSealed(db, school),
  }
}

/** The rest is in the file. */
const shownSeals = 10

export default function Ledger() {
  const { seals, rounds } = useLoaderData<typeof loader>()
  const t = useText()
  const { to, file } = usePaths()
  const newest = seals[0]
  return (
    <>
      <PageHeader title={t(m.title)} lead={<p>{t(m.lead)}</p>} />
      {newest ? (
        <Card title={t(m.newest)} tone="accent">
          <p>{t(m.sealName(newest.number, newest.day))}</p>
          <p>
            <SealCode hash={newest.hash} />
          </p>
          <div className="no-print">
            <PrintButton />
          </div>
        </Card>
      ) : (
        <EmptyState title={t(m.noSeals)} text={t(m.noSealsText)} />
      )}
      <section className="stack measure">
        <h2>{t(m.howTitle)}</h2>
        <ol>
          {m.how.map((line) => (
            <li key={line.vi}>{t(line)}</li>
          ))}
        </ol>
        <p className="cluster no-print">
          <ButtonLink href={to('/bien-nhan')} icon="check">
            {t(surveyText.checkPage)}
          </ButtonLink>
          <ButtonLink href={file('/so-niem-phong/so.txt')} variant="secondary" icon="download" download>
            {t(m.downloadLedger)}
          </ButtonLink>
          <ButtonLink href={file('/so-niem-phong/kiem-chung.html')} variant="secondary" icon="download" download>
            {t(m.downloadVerifier)}
          </ButtonLink>
        </p>
      </section>
      {rounds.length === 0 ? null : (
        <section className="stack">
          <h2>{t(m.roundsTitle)}</h2>
          <p>{t(m.roundsNote)}</p>
          <DataTable
            caption={t(m.roundsTitle)}
            hideCaption
            stack
            rows={rounds}
            rowKey={(round) => round.id}
            columns={[
              { key: 'round', header: t(m.columns.round), rowHeader: true, cell: (round) => t({ vi: round.nameVi, en: round.nameEn }) },
              { key: 'counted', header: t(m.columns.counted), align: 'end', cell: (round) => round.counted },
              {
                key: 'sealed',
                header: t(m.columns.sealed),
                align: 'end',
                cell: (round) => (
                  <span>
                    {round.sealed} <span className="muted small">({t(comparison(round))})</span>
                  </span>
                ),
              },
            ]}
          />
        </section>
      )}
      {seals.length === 0 ? null : (
        <section className="stack">
          <h2>{t(m.sealsTitle)}</h2>
          <p>{t(m.sealsNote)}</p>
          <DataTable
            caption={t(m.sealsTitle)}
            hideCaption
            stack
            rows={seals}
            rowKey={(seal) => String(seal.number)}
            columns={[
              { key: 'number', header: t(m.columns.number), rowHeader: true, align: 'end', cell: (seal) => seal.number },
              { key: 'day', header: t(m.columns.day), cell: (seal) => formatDate(seal.day) },
              { key: 'count', header: t(m.columns.receipts), align: 'end', cell: (seal) => seal.count },
              { key: 'hash', header: t(m.columns.seal), cell: (seal) => <code>{fingerprintOf(seal.hash)}</code> },
            ]}
          />
        </section>
      )}
      <section className="stack measure">
        <h2>{t(m.limitsTitle)}</h2>
        <ul>
          {m.limits.map((line) => (
            <li key={line.vi}>{t(line)}</li>
          ))}
        </ul>
      </section>
      <Disclosure summary={t(m.algorithmTitle)}>
        <ol className="measure">
          {m.algorithm.map((line) => (
            <li key={line.vi}>{t(line)}</li>
          ))}
        </ol>
      </Disclosure>
    </>
  )
}

function comparison({ counted, sealed, waiting }: { counted: number; sealed: number; waiting: number }) {
  if (counted === sealed) return m.equal
  return waiting > 0 ? m.waiting(waiting) : m.older(counted - sealed)
}

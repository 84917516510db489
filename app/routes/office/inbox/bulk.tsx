import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { loadCalendar } from '#app/calendar/index.ts'
import { readFilter, writeFilter } from '#app/cases/inbox-filter.ts'
import { bulk, bulkActions, caseWorkers, personMeant } from '#app/cases/index.ts'
import type { BulkAction, BulkResult, Named } from '#app/cases/index.ts'
import { readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { may } from '#app/staff/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Select } from '#app/ui/Select.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { done } from '../done.ts'
import { caseHref, inboxPath, listHref } from '../list-place.ts'
import { exportPath } from './export-path.ts'

export const meta: MetaFunction = () => [{ title: 'Làm với nhiều hồ sơ · Lắng Nghe' }]

/** Runs before the form's answer is shown, too; by itself the page has nothing to tell. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireStaff(request, context, 'case:assign')
  return { list: readFilter(new URL(request.url).searchParams) }
}

/**
 * Answers the form itself instead of redirecting: what was refused with each case is known only now, and sending it again does
 * nothing twice (see `bulk`).
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'case:assign')
  const form = await readForm(request)
  const list = readFilter(new URL(request.url).searchParams)
  const ticked = form.getAll('hs')
  const asked = form.get('viec')
  if (asked === 'export' && may(staff.role, 'case:export')) {
    if (ticked.length === 0) return nothing
    const query = new URLSearchParams(ticked.map((one) => ['hs', one.split(':')[0] ?? '']))
    return redirect(`${exportPath}?${query}`, 303)
  }
  const viec = bulkActions.find((one) => one === asked)
  if (viec === undefined) throw new Response('', { status: 400 })
  if (ticked.length === 0) return nothing

  const typed = form.get('ten')?.trim() ?? ''
  const chosen = form.get('assigneeId') ?? ''
  let assigneeId = chosen === '' ? null : chosen
  if (typed !== '' && assigneeId === null) {
    const people = await caseWorkers(context.db, school)
    const { ids, unclear } = personMeant(typed, people)
    const question = unclear[0]
    if (question) return { kind: 'question' as const, viec, ticked, typed: question.typed, isKnown: question.people.length > 0, people: question.people.length > 0 ? question.people : people }
    assigneeId = ids[0] ?? null
  }
  if (viec === 'assign' && assigneeId === null) return { kind: 'question' as const, viec, ticked, typed: '', isKnown: false, people: await caseWorkers(context.db, school) }

  const picks = ticked.map((one) => {
    const [number = '', version = ''] = one.split(':')
    return { number: number.slice(0, 40), version: Number(/^\d{1,9}$/.exec(version)?.[0] ?? 0) }
  })
  const desk = { db: context.db, calendar: await loadCalendar(context.db, school), school, publicOrigin: context.config.publicOrigin }
  const results = await bulk(desk, staff, viec, picks, { assigneeId }, now)
  // One case by name, straight from its row: the list itself shows what came of it.
  if (typed !== '' && results.length === 1 && results[0]?.done) return done(listHref(list), `hs-${viec}`)
  return { kind: 'results' as const, viec, results }
}

const nothing = { kind: 'nothing' as const }

const titles: Record<BulkAction, { done: string; noun: string }> = {
  acknowledge: { done: 'Đã tiếp nhận', noun: 'Tiếp nhận' },
  assign: { done: 'Đã giao xử lý', noun: 'Giao xử lý' },
  close: { done: 'Đã đóng', noun: 'Đóng hồ sơ' },
}

export default function BulkPage() {
  const { list } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>() ?? nothing
  const back = listHref(list)
  return (
    <>
      {state.kind === 'results' ? (
        <Results viec={state.viec} results={state.results} hrefOf={(number) => caseHref(number, list)} back={back} />
      ) : state.kind === 'question' ? (
        <Question {...state} action={`${inboxPath}/hang-loat?${writeFilter(list)}`} back={back} />
      ) : (
        <>
          <PageHeader above={<BackLink href={back}>Hộp phản ánh</BackLink>} title="Chưa chọn hồ sơ nào" lead="Đánh dấu hồ sơ trong danh sách rồi chọn việc cần làm." />
          <p>
            <ButtonLink href={back} variant="secondary" icon="arrow-left">
              Về danh sách
            </ButtonLink>
          </p>
        </>
      )}
    </>
  )
}

function Results({ viec, results, hrefOf, back }: { viec: BulkAction; results: BulkResult[]; hrefOf: (number: string) => string; back: string }) {
  const finished = results.filter((result) => result.done)
  const refused = results.filter((result) => !result.done)
  return (
    <>
      <PageHeader above={<BackLink href={back}>Hộp phản ánh</BackLink>} title={`${titles[viec].done} ${finished.length}/${results.length} hồ sơ`} />
      {refused.length > 0 ? (
        <Notice tone="warning" title={`${refused.length} hồ sơ chưa làm được`}>
          <ul className="bulk-results">
            {refused.map(({ number, subject, reason }) => (
              <li key={number}>
                {subject === null ? <strong>{number}</strong> : <a href={hrefOf(number)}>{`${number} · ${subject}`}</a>}
                <span className="cell-note">{reason}</span>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {finished.length > 0 ? (
        <Card title={titles[viec].done}>
          <ul className="bulk-results bulk-done">
            {finished.map(({ number, subject }) => (
              <li key={number}>
                <Icon name="check" /> <a href={hrefOf(number)}>{`${number} · ${subject ?? ''}`}</a>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <p>
        <ButtonLink href={back} icon="arrow-left">
          Về danh sách
        </ButtonLink>
      </p>
    </>
  )
}

function Question(props: { viec: BulkAction; ticked: string[]; typed: string; isKnown: boolean; people: Named[]; action: string; back: string }) {
  const { viec, ticked, typed, isKnown, people, action: target, back } = props
  const title = typed === '' ? 'Giao cho ai?' : isKnown ? `“${typed}” là ai?` : `Không có ai tên “${typed}”`
  return (
    <>
      <PageHeader above={<BackLink href={back}>Hộp phản ánh</BackLink>} title={title} lead={`${ticked.length} hồ sơ đã chọn. Chưa có gì thay đổi cho đến khi thầy/cô bấm nút.`} />
      <form method="post" action={target} className="stack measure">
        <HiddenField name="viec" value={viec} />
        {ticked.map((one) => (
          <HiddenField key={one} name="hs" value={one} />
        ))}
        <Select name="assigneeId" label="Giao cho" required options={people.map(({ id, name, jobTitle }) => ({ value: id, label: `${name} – ${jobTitle}` }))} />
        <Button icon="user">{viec === 'acknowledge' ? 'Tiếp nhận và giao' : titles[viec].noun}</Button>
      </form>
    </>
  )
}

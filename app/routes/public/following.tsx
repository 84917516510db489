import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/forms.ts'
import { visit } from '#app/http/visit.ts'
import { followText } from '#app/i18n/messages/follow.ts'
import { useText } from '#app/i18n/text.tsx'
import { confirmFollowing, findFollowing, stopFollowing } from '#app/publication/index.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { FlashMessage } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { usePaths } from './parts/page.ts'

const m = followText.page

export const meta: MetaFunction = () => [{ title: 'Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

/** Looking changes nothing: programs that look through mail open every link in it. */
export async function loader(args: LoaderFunctionArgs) {
  const { school } = await visit(args)
  const { db, secrets, now } = args.context
  const following = await findFollowing(db, secrets, school, args.params.token ?? '', now())
  const isConfirmedNow = new URL(args.request.url).searchParams.has('da')
  return { following: following && { number: following.number, isConfirmed: following.isConfirmed }, isConfirmedNow }
}

export async function action(args: ActionFunctionArgs) {
  const { school, to } = await visit(args)
  const { db, secrets, now } = args.context
  const token = args.params.token ?? ''
  const form = await readEither(args.request)
  // The mail program's own button (RFC 8058) sends this and wants no page.
  if (form.get('List-Unsubscribe') === 'One-Click') {
    await stopFollowing(db, secrets, school, token)
    return new Response('ok\n', { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  }
  const page = to(`/theo-doi/${encodeURIComponent(token)}`)
  if (form.get('viec') === 'xac-nhan') {
    const done = await confirmFollowing(db, secrets, school, token, now())
    return redirect(done ? `${page}?da=theo-doi` : page, 303)
  }
  if (form.get('viec') === 'ngung') await stopFollowing(db, secrets, school, token)
  return redirect(page, 303)
}

/** Our own page sends a plain form, a mail program in either encoding. */
async function readEither(request: Request): Promise<URLSearchParams | FormData> {
  if (!request.headers.get('content-type')?.toLowerCase().startsWith('multipart/')) return readForm(request)
  try {
    return await request.formData()
  } catch {
    throw new Response('Không đọc được nội dung đã gửi', { status: 400 })
  }
}

export default function Following() {
  const { following, isConfirmedNow } = useLoaderData<typeof loader>()
  const t = useText()
  const { to } = usePaths()
  if (!following) {
    return (
      <>
        <PageHeader title={t(m.gone)} lead={<p>{t(m.goneText)}</p>} />
        <p>
          <a href={to('/tra-loi')}>{t(m.answers)}</a>
        </p>
      </>
    )
  }
  const answer = to(`/tra-loi/${following.number}`)
  return (
    <>
      {isConfirmedNow && following.isConfirmed ? <FlashMessage>{t(m.confirmed)}</FlashMessage> : null}
      <PageHeader title={t(m.title)} lead={<p>{t(following.isConfirmed ? m.following(following.number) : m.confirmLead(following.number))}</p>} />
      <form method="post" className="stack">
        <div className="cluster">
          {following.isConfirmed ? (
            <ButtonLink href={answer}>{t(m.open)}</ButtonLink>
          ) : (
            <Button name="viec" value="xac-nhan" icon="check">
              {t(m.confirm)}
            </Button>
          )}
          <Button name="viec" value="ngung" variant="secondary">
            {t(following.isConfirmed ? m.stop : m.refuse)}
          </Button>
        </div>
        <p className="muted small">{t(m.stopHint)}</p>
      </form>
    </>
  )
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { readForm } from '#app/http/forms.ts'
import { requireFresh, requireStaff } from '#app/http/require-staff.ts'
import { askForKey, askForNewKey, keySite } from '#app/staff/index.ts'

/** What a passkey is asked within a session: to be made (`them`), or to prove again who is at work (`xac-nhan`). */
export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await requireStaff(request, context, 'account:own', { settingUp: true })
  const { staff, tokenHash, now } = visit
  const site = keySite(context.config.publicOrigin)
  if (site === null) throw new Response('', { status: 404 })
  switch ((await readForm(request)).get('viec')) {
    case 'them':
      requireFresh(request, visit)
      return Response.json(await askForNewKey(context.db, site, tokenHash, staff, now))
    case 'xac-nhan':
      return Response.json(await askForKey(context.db, site, tokenHash, 'confirm', now))
    default:
      throw new Response('', { status: 400 })
  }
}

/** There is nothing to look at. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireStaff(request, context, 'account:own', { settingUp: true })
  throw new Response('', { status: 404 })
}

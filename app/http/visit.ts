import type { AppContext } from '#app/context.ts'
import { dayOf } from '#app/calendar/index.ts'
import { langFromPath, type Lang } from '#app/i18n/index.ts'
import { findSchool } from '#app/schools/index.ts'
import type { School } from '#db/schema.ts'
import { pathFor } from '#app/schools/urls.ts'

export interface Visit {
  school: School
  lang: Lang
  /** Today in Ho Chi Minh City. */
  today: string
  /** The address of another page of the same school in the same language. */
  to: (path: string) => string
}

interface RouteArgs {
  request: Request
  params: Record<string, string | undefined>
  context: AppContext
}

/** Which school and language a public address means. Throws a 404 where no school has that slug. */
export async function visit({ request, params, context }: RouteArgs): Promise<Visit> {
  const school = await context.changes.remember(`school ${params.school ?? ''}`, () => findSchool(context.db, params.school))
  if (!school) throw new Response('', { status: 404 })
  const lang = langFromPath(new URL(request.url).pathname)
  return { school, lang, today: dayOf(context.now()), to: (path) => pathFor(lang, school, path) }
}

import * as v from 'valibot'
import { translate } from '#app/i18n/index.ts'
import type { Lang } from '#app/i18n/index.ts'
import { ownDataText } from '#app/i18n/messages/own-data.ts'
import { requestKinds } from './words.ts'

const longestRequest = 2000

/** What a parent asks about their data. To see or to delete needs no words; what is to be corrected or taken back must be said. */
export function requestSchema(lang: Lang) {
  const words = ownDataText.errors
  return v.pipe(
    v.object({
      kind: v.pipe(v.nullish(v.string(), ''), v.picklist(requestKinds, translate(lang, words.kind))),
      body: v.pipe(v.nullish(v.string(), ''), v.normalize('NFC'), v.trim(), v.maxLength(longestRequest, translate(lang, words.bodyLong))),
    }),
    v.forward(
      v.partialCheck([['kind'], ['body']], ({ kind, body }) => body !== '' || kind === 'see' || kind === 'delete' || kind === 'restrict', translate(lang, words.body)),
      ['body'],
    ),
  )
}

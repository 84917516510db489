import * as v from 'valibot'
import { translate, type Lang, type Message } from '#app/i18n/index.ts'
import { caseText } from '#app/i18n/messages/case.ts'

const messageLimits = { min: 2, max: 5000 } as const

/** What a parent adds to their case, or why they do not agree with the answer. */
export function parentMessageSchema(lang: Lang) {
  const t = (message: Message) => translate(lang, message)
  return v.object({
    body: v.pipe(
      v.nullish(v.string(), ''),
      v.normalize('NFC'),
      v.trim(),
      v.minLength(messageLimits.min, t(caseText.errors.bodyShort)),
      v.maxLength(messageLimits.max, t(caseText.errors.bodyLong)),
    ),
  })
}

/** How a parent rates the answer. */
export function ratingSchema(lang: Lang) {
  return v.object({
    level: v.pipe(v.nullish(v.string(), ''), v.picklist(['1', '2', '3', '4', '5'], translate(lang, caseText.errors.level)), v.transform(Number)),
  })
}

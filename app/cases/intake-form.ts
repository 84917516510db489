import * as v from 'valibot'
import { translate, type Lang, type Message } from '#app/i18n/index.ts'
import { feedbackText, kindOrder, senderOrder } from '#app/i18n/messages/feedback.ts'
import type { CaseKind, SenderMode } from '#db/schema.ts'

export const bodyLimits = { min: 10, max: 5000 } as const
export const keepFromLimit = 300

/** The controls of the form, as they are named in it. What else arrives is not read. */
export const intakeFields = [
  'kind', 'aboutPrincipal', 'field', 'body', 'noi', 'childSafety', 'keepFrom', 'sender', 'name', 'phone', 'email', 'consentContact', 'consentPublish',
] as const

export type IntakeField = (typeof intakeFields)[number]

/** What one filled-in form says, checked. */
export interface Intake {
  kind: CaseKind
  aboutPrincipal: boolean
  fieldCode: string
  placeCode: string | null
  body: string
  childSafety: boolean
  /** Whom at the school the sender does not want to read it, as they wrote it; empty where they named nobody. */
  keepFrom: string
  sender: SenderMode
  contact: { name: string | null; phone: string | null; email: string | null }
  consentContact: boolean
  consentPublish: boolean
}

/** Complaints and denunciations have a procedure of their own and are never published. */
export function isNeverPublished(kind: string | null | undefined): boolean {
  return kind === 'complaint' || kind === 'denunciation'
}

/** The form's schema, for the server and for the browser, with its messages in one language. */
export function intakeSchema(lang: Lang, fieldCodes: readonly string[]) {
  const t = (message: Message) => translate(lang, message)
  const words = feedbackText.errors
  // A radio group without an answer is missing in a posted form and null in the browser.
  const text = v.nullish(v.string(), '')
  const line = v.pipe(text, v.normalize('NFC'), v.trim())
  // A ticked box posts "on"; in the browser it is a boolean, or its value where it has one.
  const tick = v.pipe(v.nullish(v.union([v.string(), v.boolean()]), false), v.transform((value) => value !== false && value !== ''))

  return v.pipe(
    v.object({
      kind: v.pipe(text, v.picklist(kindOrder, t(words.kind))),
      aboutPrincipal: v.pipe(text, v.picklist(['', 'no', 'yes'], t(words.aboutPrincipal))),
      field: v.pipe(text, v.picklist(fieldCodes, t(words.field))),
      body: v.pipe(line, v.minLength(bodyLimits.min, ({ input }) => t(input === '' ? words.bodyEmpty : words.bodyShort)), v.maxLength(bodyLimits.max, t(words.bodyLong))),
      noi: v.pipe(v.nullish(v.union([v.string(), v.boolean()]), ''), v.transform((value) => (typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : null))),
      childSafety: tick,
      keepFrom: v.pipe(line, v.maxLength(keepFromLimit, t(words.keepFromLong))),
      sender: v.pipe(text, v.picklist(senderOrder, t(words.sender))),
      name: v.pipe(line, v.maxLength(120, t(words.nameLong))),
      phone: line,
      email: line,
      consentContact: tick,
      consentPublish: tick,
    }),
    v.forward(
      v.partialCheck([['kind'], ['aboutPrincipal']], ({ kind, aboutPrincipal }) => kind !== 'denunciation' || aboutPrincipal !== '', t(words.aboutPrincipal)),
      ['aboutPrincipal'],
    ),
    v.forward(
      v.partialCheck([['sender'], ['name']], ({ sender, name }) => sender === 'anonymous' || name !== '', t(words.name)),
      ['name'],
    ),
    v.forward(
      v.partialCheck([['sender'], ['phone']], ({ sender, phone }) => sender === 'anonymous' || isPhone(phone), t(words.phone)),
      ['phone'],
    ),
    v.forward(
      v.partialCheck([['sender'], ['email']], ({ sender, email }) => sender === 'anonymous' || isEmail(email), t(words.email)),
      ['email'],
    ),
    v.forward(
      v.partialCheck([['sender'], ['consentContact']], ({ sender, consentContact }) => sender === 'anonymous' || consentContact, t(words.consentContact)),
      ['consentContact'],
    ),
    v.transform(
      (form): Intake => ({
        kind: form.kind,
        aboutPrincipal: form.kind === 'denunciation' && form.aboutPrincipal === 'yes',
        fieldCode: form.field,
        placeCode: form.noi,
        body: form.body,
        childSafety: form.childSafety,
        keepFrom: form.keepFrom,
        sender: form.sender,
        // Whatever was typed before choosing to stay anonymous goes no further.
        contact: form.sender === 'anonymous' ? { name: null, phone: null, email: null } : { name: form.name || null, phone: form.phone || null, email: form.email || null },
        consentContact: form.sender !== 'anonymous' && form.consentContact,
        consentPublish: form.consentPublish && !isNeverPublished(form.kind),
      }),
    ),
  )
}

function isPhone(typed: string): boolean {
  return typed === '' || (/^[+\d\s().-]{8,25}$/.test(typed) && /^\d{8,15}$/.test(typed.replace(/\D/g, '')))
}

function isEmail(typed: string): boolean {
  return typed === '' || (typed.length <= 254 && v.EMAIL_REGEX.test(typed))
}

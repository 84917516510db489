import { intakeFields, isNeverPublished } from '#app/cases/intake-form.ts'
import type { IntakeField } from '#app/cases/intake-form.ts'

/** The form as it is typed: every control by its name, an empty text where nothing was chosen. */
export type FeedbackValues = Record<IntakeField, string>

/** Reads the known controls out of what was typed, posted or kept; anything else is left behind. */
export function feedbackValues(typed: Readonly<Record<string, unknown>>): FeedbackValues {
  const values = {} as FeedbackValues
  for (const name of intakeFields) {
    const value = typed[name]
    values[name] = typeof value === 'string' ? value : value === true ? 'on' : ''
  }
  return values
}

/** What of it goes further once it has been checked: a name typed before choosing to stay anonymous does not. */
export function relevantValues(values: FeedbackValues): FeedbackValues {
  const relevant = { ...values }
  if (relevant.kind !== 'denunciation') relevant.aboutPrincipal = ''
  if (relevant.sender === 'anonymous') Object.assign(relevant, { name: '', phone: '', email: '', consentContact: '' })
  if (isNeverPublished(relevant.kind)) relevant.consentPublish = ''
  return relevant
}

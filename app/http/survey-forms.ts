import type { FormCode } from '#app/surveys/questionnaires.ts'
import type { QuestionnaireCode } from '#db/schema.ts'

/** The forms by the last part of their address: `/khao-sat/nhanh`. */
export const surveyForms = {
  nhanh: { questionnaire: 'education', form: 'quick' },
  'day-du': { questionnaire: 'education', form: 'full' },
  'thu-tuc': { questionnaire: 'dossier', form: 'full' },
} as const satisfies Record<string, { questionnaire: QuestionnaireCode; form: FormCode }>

/** The hidden field of a form that is answered with a slip. */
export const slipField = 'phieu'

export type SurveyFormSlug = keyof typeof surveyForms

export function isSurveyForm(slug: string | undefined): slug is SurveyFormSlug {
  return slug !== undefined && Object.hasOwn(surveyForms, slug)
}

/** The slug of a form that was sent. */
export function slugOf(questionnaire: QuestionnaireCode, form: FormCode): SurveyFormSlug {
  if (questionnaire === 'dossier') return 'thu-tuc'
  return form === 'quick' ? 'nhanh' : 'day-du'
}

/** An address with the place code taken along, if there is one. */
export function withPlace(path: string, placeCode: string | null): string {
  return placeCode === null ? path : `${path}?noi=${encodeURIComponent(placeCode)}`
}

/**
 * Where the form at this address is sent. Another address than its own: a browser forgets what it keeps of an address that something was posted to (RFC 9111,
 * section 4.4), and whoever goes back would be given a form with another key.
 */
export function sentTo(formAddress: string): string {
  return `${formAddress}${formAddress.includes('?') ? '&' : '?'}gui=1`
}

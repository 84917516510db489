import type { Message } from '#app/i18n/index.ts'
import { relations } from './questionnaires.ts'
import type { AskedForm } from './questionnaires.ts'
import { fieldNames } from './response-form.ts'
import type { Reading } from './paper-agreement.ts'

/** Questions with one choice of several, which stand on paper with numbers and are typed in as such. */
export function numberedChoices(asked: AskedForm): { field: string; wording: string; options: { code: string; label: string }[] }[] {
  if (asked.survey !== 'education') return []
  const label = ({ vi }: Message) => vi
  return [
    { field: fieldNames.relation, wording: 'Người trả lời là ai của bé?', options: relations.map((one) => ({ code: one.code, label: label(one.label) })) },
    ...(asked.groups ? [{ field: fieldNames.ageGroup, wording: asked.groups.wording, options: asked.groups.options }] : []),
  ]
}

/** What was typed, with the code of a choice in place of its number. A number that no choice has stays, and is refused as such. */
export function fromNumbers(asked: AskedForm, typed: Reading): Reading {
  const codes = numberedChoices(asked).map(({ field, options }) => [field, options[Number(typed[field] ?? '') - 1]?.code ?? typed[field] ?? ''])
  return { ...typed, ...(Object.fromEntries(codes) as Reading) }
}

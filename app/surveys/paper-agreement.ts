import { askedLevels } from './questionnaires.ts'
import type { AskedForm } from './questionnaires.ts'
import { fieldNames } from './response-form.ts'

/** What one person read on a sheet: field of the form → what stands there; a blank is an empty text. */
export type Reading = Readonly<Record<string, string>>

/** All fields of a paper form, in the order in which they stand on it. Who is who is asked only about the school itself. */
export function paperFields(asked: AskedForm): string[] {
  return [
    ...askedLevels(asked),
    ...(asked.expectation ? [asked.expectation.code] : []),
    ...(asked.survey === 'education' ? [fieldNames.relation] : []),
    ...(asked.survey === 'education' && asked.groups ? [fieldNames.ageGroup] : []),
    asked.comment.code,
  ]
}

/** One way of writing what means the same, so that two people are not told apart by a space or a zero in front. */
export function cleanReading(asked: AskedForm, typed: Reading): Reading {
  return Object.fromEntries(
    paperFields(asked).map((field) => {
      const text = (typed[field] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
      return [field, field !== asked.comment.code && /^\d+$/.test(text) ? String(Number(text)) : text]
    }),
  )
}

/**
 * What at least two of these people read alike, and the fields in which no two of them do. One reading alone agrees with nobody. A field that is agreed is not
 * asked again (`saveReading`), so no other value can find two people later.
 */
export function agreement(fields: readonly string[], readings: readonly Reading[]): { agreed: Reading; differing: string[] } {
  const agreed: Record<string, string> = {}
  const differing: string[] = []
  for (const field of fields) {
    const values = readings.map((reading) => reading[field] ?? '')
    const common = values.find((value, index) => values.indexOf(value) !== index)
    if (common === undefined) differing.push(field)
    else agreed[field] = common
  }
  return { agreed, differing }
}

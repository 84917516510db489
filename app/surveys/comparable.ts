import { questionsOf } from './questionnaires.ts'
import type { Questionnaire } from './questionnaires.ts'

/** What of a round is not asked as it was in the round before. */
export interface FormChange {
  /** Versions of the questionnaire. */
  from: number
  to: number
  /** The overall question has the same words in both: its figures may be compared. */
  headlineSame: boolean
  /** Codes of questions that are new or say something else. */
  changed: string[]
}

/** The codes of questions that both ask in the same words, in both languages: only their figures may be compared. */
export function comparableItems(before: Questionnaire, after: Questionnaire): Set<string> {
  const words = new Map(questionsOf(before).map(({ code, wording }) => [code, wording]))
  return new Set(
    questionsOf(after)
      .filter(({ code, wording }) => words.get(code)?.vi === wording.vi && words.get(code)?.en === wording.en)
      .map(({ code }) => code),
  )
}

/** The break between two rounds; null where both asked the same version. */
export function formChange(before: Questionnaire, after: Questionnaire): FormChange | null {
  if (before.version === after.version) return null
  const same = comparableItems(before, after)
  return {
    from: before.version,
    to: after.version,
    headlineSame: same.has(after.overall.code),
    changed: questionsOf(after).map(({ code }) => code).filter((code) => !same.has(code)),
  }
}

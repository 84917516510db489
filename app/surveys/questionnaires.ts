import type { Lang, Message } from '#app/i18n/index.ts'
import type { QuestionnaireCode } from '#db/schema.ts'

/**
 * What is asked, as it stands in the table `questionnaires`. One that has been used is never edited: a new wording is a new version, because the
 * figures of a round belong to the words its parents read.
 */
export interface Questionnaire extends Definition {
  code: QuestionnaireCode
  version: number
  title: Message
}

/** A questionnaire that ships with the program, to begin with. */
export type Template = Omit<Questionnaire, 'version'>

/** Everything that is asked. */
export interface Definition {
  areas: readonly Area[]
  /** Overall satisfaction, the headline. It belongs to no area. */
  overall: Item
  /** Percent of what was expected, 0–150; not in every questionnaire. */
  expectation: Item | null
  comment: Item
  /** What the child belongs to (an age group, a grade), for figures inside the school; null where nobody asks. */
  groups: { wording: Message; options: readonly { code: string; label: Message }[] } | null
}

export interface Area {
  code: string
  name: Message
  items: readonly Item[]
  /** Asks about the area as a whole, on the one-minute form; pooled with the area's items. */
  quickItem: Item | null
}

export interface Item {
  code: string
  wording: Message
}

/** `full` asks every item, `quick` one per area. */
export type FormCode = 'full' | 'quick'

/** From worst to best, as the ministry's form has them; shown in this order so that the best is not the first to be ticked. */
export const levelLabels: readonly { level: 1 | 2 | 3 | 4 | 5; label: Message }[] = [
  { level: 1, label: { vi: 'Rất không hài lòng', en: 'Very dissatisfied' } },
  { level: 2, label: { vi: 'Không hài lòng', en: 'Dissatisfied' } },
  { level: 3, label: { vi: 'Bình thường', en: 'Neither' } },
  { level: 4, label: { vi: 'Hài lòng', en: 'Satisfied' } },
  { level: 5, label: { vi: 'Rất hài lòng', en: 'Very satisfied' } },
]

/** Level 0: an answer, but not counted in any rate. */
export const noOpinionLabel: Message = { vi: 'Không ý kiến', en: 'No opinion' }

export const relations = [
  { code: 'mother', label: { vi: 'Mẹ', en: 'Mother' } },
  { code: 'father', label: { vi: 'Cha', en: 'Father' } },
  { code: 'grandparent', label: { vi: 'Ông hoặc bà', en: 'Grandparent' } },
  { code: 'other', label: { vi: 'Người chăm sóc khác', en: 'Another carer' } },
] as const satisfies readonly { code: string; label: Message }[]

export type Relation = (typeof relations)[number]['code']

/** Which forms a questionnaire can be answered on. */
export function formsOf(asked: Definition): FormCode[] {
  return asked.areas.every((area) => area.quickItem) ? ['quick', 'full'] : ['full']
}

/** The parts of a form in the order in which they are shown, each with what is asked in it on the five levels. */
export function partsOf(asked: Definition, form: FormCode): { area: Area; items: readonly Item[] }[] {
  return asked.areas.map((area) => ({ area, items: form === 'full' ? area.items : area.quickItem ? [area.quickItem] : [] }))
}

/** The codes of everything answered on the five levels on a form, the overall question last. */
export function levelItems(asked: Definition, form: FormCode): string[] {
  return [...partsOf(asked, form).flatMap((part) => part.items.map((item) => item.code)), asked.overall.code]
}

/** What the statistics need to know: the one-minute form's question is pooled with the items of its area. */
export function structureOf(asked: Definition): { areas: { code: string; items: string[] }[]; overall: string } {
  return {
    areas: asked.areas.map((area) => ({
      code: area.code,
      items: [...area.items.map((item) => item.code), ...(area.quickItem ? [area.quickItem.code] : [])],
    })),
    overall: asked.overall.code,
  }
}

/** True for the one-minute form's question about an area as a whole: `A0`. */
export function isQuickItem(code: string): boolean {
  return /^[A-Z]0$/.test(code)
}

/** Everything on the five levels with its words, from every form; the overall question last. */
export function questionsOf(asked: Definition): Item[] {
  return [...asked.areas.flatMap((area) => [...area.items, ...(area.quickItem ? [area.quickItem] : [])]), asked.overall]
}

/** One form in one language: what a parent's page needs, and nothing more for a phone to load. */
export interface AskedForm {
  survey: QuestionnaireCode
  form: FormCode
  parts: { code: string; name: string; items: AskedItem[] }[]
  overall: AskedItem
  /** Only on the full form. */
  expectation: AskedItem | null
  comment: AskedItem
  groups: { wording: string; options: { code: string; label: string }[] } | null
}

export interface AskedItem {
  code: string
  wording: string
}

/** The form that a parent sees. */
export function askedForm(asked: Definition & { code: QuestionnaireCode }, form: FormCode, lang: Lang): AskedForm {
  const item = ({ code, wording }: Item): AskedItem => ({ code, wording: wording[lang] })
  return {
    survey: asked.code,
    form,
    parts: partsOf(asked, form).map(({ area, items }) => ({ code: area.code, name: area.name[lang], items: items.map(item) })),
    overall: item(asked.overall),
    expectation: form === 'full' && asked.expectation ? item(asked.expectation) : null,
    comment: item(asked.comment),
    groups: asked.groups && { wording: asked.groups.wording[lang], options: asked.groups.options.map(({ code, label }) => ({ code, label: label[lang] })) },
  }
}

/** The codes of everything answered on the five levels on this form, the overall question last. */
export function askedLevels({ parts, overall }: AskedForm): string[] {
  return [...parts.flatMap((part) => part.items.map((item) => item.code)), overall.code]
}

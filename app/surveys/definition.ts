import * as v from 'valibot'
import type { Message } from '#app/i18n/index.ts'
import type { QuestionnaireCode } from '#db/schema.ts'
import type { Area, Definition, Item } from './questionnaires.ts'

/** Editing what is asked: pure functions over a definition, the same in the browser and on the server. Codes stay with their question when it is reworded or moved. */

export const definitionLimits = { areas: 8, items: 10, wording: 200, title: 120, choices: 12, choice: 60 } as const

const wording = (max: number) => {
  const text = v.pipe(v.string(), v.maxLength(max))
  return v.object({ vi: text, en: text })
}
const item = (code: RegExp) => v.object({ code: v.pipe(v.string(), v.regex(code)), wording: wording(definitionLimits.wording) })
const choice = v.object({ code: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,20}$/)), label: wording(definitionLimits.choice) })

/** The shape of everything that may stand in the table, drafts included: each code once, items under the letter of their area, a one-minute question ending in 0. */
export const definitionSchema = v.pipe(
  v.object({
    areas: v.pipe(
      v.array(
        v.pipe(
          v.object({
            code: v.pipe(v.string(), v.regex(/^[A-Z]$/)),
            name: wording(definitionLimits.wording),
            items: v.pipe(v.array(item(/^[A-Z][1-9]\d?$/)), v.minLength(1), v.maxLength(definitionLimits.items)),
            quickItem: v.nullable(item(/^[A-Z]0$/)),
          }),
          v.check((area) => [...area.items, ...(area.quickItem ? [area.quickItem] : [])].every((one) => one.code.startsWith(area.code))),
        ),
      ),
      v.minLength(1),
      v.maxLength(definitionLimits.areas),
    ),
    overall: item(/^[A-Z][1-9]\d?$/),
    expectation: v.nullable(item(/^[A-Z][1-9]\d?$/)),
    comment: item(/^[A-Z][1-9]\d?$/),
    groups: v.nullable(v.object({ wording: wording(definitionLimits.wording), options: v.pipe(v.array(choice), v.minLength(2), v.maxLength(definitionLimits.choices)) })),
  }),
  v.check((definition) => {
    const codes = allItems(definition).map((one) => one.code)
    const areas = definition.areas.map((area) => area.code)
    return new Set(codes).size === codes.length && new Set(areas).size === areas.length
  }),
)

function allItems(definition: Definition): Item[] {
  return [
    ...definition.areas.flatMap((area) => [...area.items, ...(area.quickItem ? [area.quickItem] : [])]),
    definition.overall,
    ...(definition.expectation ? [definition.expectation] : []),
    definition.comment,
  ]
}

/** One text of a questionnaire that can be edited: the name of its field without the language, and what it is called in a message. */
interface Text {
  name: string
  label: string
  text: Message
  max: number
}

interface Content {
  title: Message
  definition: Definition
}

/** The name of the field of a choice, apart from the codes of questions. */
export const choiceField = (code: string) => `nhom-${code}`

/** Every text in the order of the form. Fields are named by the code of what they say, so they stay the same when something moves: `A-vi`, `A1-en`, `nhom-la-vi`. */
function editableTexts({ title, definition }: Content): Text[] {
  const max = definitionLimits.wording
  const of = (one: Item, label: string): Text => ({ name: one.code, label, text: one.wording, max })
  return [
    { name: 'title', label: 'tên mẫu phiếu', text: title, max: definitionLimits.title },
    ...definition.areas.flatMap((area) => [
      { name: area.code, label: `tên lĩnh vực ${area.code}`, text: area.name, max },
      ...(area.quickItem ? [of(area.quickItem, `câu một phút của lĩnh vực ${area.code}`)] : []),
      ...area.items.map((one) => of(one, `câu ${one.code}`)),
    ]),
    of(definition.overall, 'câu hài lòng chung'),
    ...(definition.expectation ? [of(definition.expectation, 'câu mức đáp ứng mong đợi')] : []),
    of(definition.comment, 'ô góp ý'),
    ...(definition.groups
      ? [
          { name: 'groups', label: 'câu hỏi về khối lớp', text: definition.groups.wording, max },
          ...definition.groups.options.map(({ code, label }, index) => ({ name: choiceField(code), label: `lựa chọn thứ ${index + 1} của câu khối lớp`, text: label, max: definitionLimits.choice })),
        ]
      : []),
  ]
}

export interface DefinitionProblem {
  field: string
  message: string
}

/** What was typed, put into its places; a text that was not sent stays. `problems` are texts that are too long: nothing may be saved with them. */
export function withTexts(content: Content, typed: Readonly<Record<string, string>>): Content & { problems: DefinitionProblem[] } {
  const problems: DefinitionProblem[] = []
  const texts = new Map(
    editableTexts(content).map(({ name, text, max }) => {
      const read = (lang: 'vi' | 'en') => {
        const given = typed[`${name}-${lang}`]
        const clean = given === undefined ? text[lang] : given.replace(/\s+/g, ' ').trim().normalize('NFC')
        if (clean.length > max) problems.push({ field: `${name}-${lang}`, message: `Tối đa ${max} ký tự, câu này có ${clean.length}.` })
        return clean
      }
      return [name, { vi: read('vi'), en: read('en') }] as const
    }),
  )
  const put = <T extends Item>(one: T): T => ({ ...one, wording: texts.get(one.code) ?? one.wording })
  const { definition } = content
  return {
    problems,
    title: texts.get('title') ?? content.title,
    definition: {
      areas: definition.areas.map((area) => ({
        code: area.code,
        name: texts.get(area.code) ?? area.name,
        items: area.items.map(put),
        quickItem: area.quickItem && put(area.quickItem),
      })),
      overall: put(definition.overall),
      expectation: definition.expectation && put(definition.expectation),
      comment: put(definition.comment),
      groups: definition.groups && {
        wording: texts.get('groups') ?? definition.groups.wording,
        options: definition.groups.options.map((one) => ({ code: one.code, label: texts.get(choiceField(one.code)) ?? one.label })),
      },
    },
  }
}

/** What is missing before parents can be asked: every text in both languages. Empty where nothing is. */
export function emptyDefinitionProblems(questionnaire: Definition & { title: Message }): DefinitionProblem[] {
  const { title, ...definition } = questionnaire
  return editableTexts({ title, definition }).flatMap(({ name, label, text }) => [
    ...(text.vi === '' ? [{ field: `${name}-vi`, message: `Vui lòng nhập ${label} bằng tiếng Việt.` }] : []),
    ...(text.en === '' ? [{ field: `${name}-en`, message: `Vui lòng nhập ${label} bằng tiếng Anh.` }] : []),
  ])
}

const blank: Message = { vi: '', en: '' }

/** What can be done to the structure of a draft. `code` is an area, an item or a choice among the groups. */
export type Restructuring = 'add-item' | 'add-area' | 'remove' | 'up' | 'down' | 'add-expectation' | 'remove-expectation' | 'add-groups' | 'remove-groups' | 'add-choice'

/**
 * The definition with one thing added, removed or moved; null where that cannot be done: over a limit, the last of its kind, or a code that is not
 * there. A new question takes a code that is not among `used`, those of all earlier versions.
 */
export function restructured(definition: Definition, survey: QuestionnaireCode, what: Restructuring, code: string, used: ReadonlySet<string>): Definition | null {
  const { areas } = definition
  // The expectation has its code, asked or not.
  const taken = new Set([...used, expectationCodes[survey], ...areas.map((area) => area.code), ...allItems(definition).map((one) => one.code)])
  const changeArea = (changed: Area) => ({ ...definition, areas: areas.map((area) => (area.code === changed.code ? changed : area)) })
  const areaIndex = areas.findIndex((area) => area.code === code)
  const area = areas[areaIndex]
  const home = areas.find((one) => one.items.some((question) => question.code === code))
  const place = home ? home.items.findIndex((question) => question.code === code) : -1
  const { groups } = definition
  const choiceIndex = groups ? groups.options.findIndex((one) => one.code === code) : -1
  switch (what) {
    case 'add-item': {
      const added = area && area.items.length < definitionLimits.items ? newItem(area.code, taken) : null
      return area && added ? changeArea({ ...area, items: [...area.items, added] }) : null
    }
    case 'add-area': {
      // The overall question, the expectation and the comment have a letter of their own.
      const letters = new Set([...taken].map((one) => one[0]))
      const letter = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((one) => !letters.has(one))
      if (letter === undefined || areas.length >= definitionLimits.areas) return null
      const quickItem = survey === 'education' ? { code: `${letter}0`, wording: blank } : null
      return { ...definition, areas: [...areas, { code: letter, name: blank, items: [{ code: `${letter}1`, wording: blank }], quickItem }] }
    }
    case 'remove':
      if (groups && choiceIndex >= 0) return groups.options.length > 2 ? withChoices(definition, groups.options.filter((one) => one.code !== code)) : null
      if (area) return areas.length > 1 ? { ...definition, areas: areas.filter((one) => one !== area) } : null
      return home && home.items.length > 1 ? changeArea({ ...home, items: home.items.filter((one) => one.code !== code) }) : null
    case 'up':
    case 'down': {
      const by = what === 'up' ? -1 : 1
      if (groups && choiceIndex >= 0) {
        const moved = swapped(groups.options, choiceIndex, choiceIndex + by)
        return moved && withChoices(definition, moved)
      }
      if (area) {
        const moved = swapped(areas, areaIndex, areaIndex + by)
        return moved && { ...definition, areas: moved }
      }
      const moved = home && swapped(home.items, place, place + by)
      return home && moved ? changeArea({ ...home, items: moved }) : null
    }
    case 'add-expectation':
      return definition.expectation ? null : { ...definition, expectation: { code: expectationCodes[survey], wording: usualExpectation } }
    case 'remove-expectation':
      return definition.expectation ? { ...definition, expectation: null } : null
    case 'add-groups':
      return groups ? null : withChoices({ ...definition, groups: { wording: usualGroups, options: [] } }, [newChoice([]), newChoice([newChoice([])])])
    case 'remove-groups':
      return groups ? { ...definition, groups: null } : null
    case 'add-choice':
      return groups && groups.options.length < definitionLimits.choices ? withChoices(definition, [...groups.options, newChoice(groups.options)]) : null
  }
}

type Choice = NonNullable<Definition['groups']>['options'][number]

function withChoices(definition: Definition, options: readonly Choice[]): Definition {
  return { ...definition, groups: definition.groups && { ...definition.groups, options } }
}

/** Groups are compared within one round alone, so a code may come back that an earlier version had. */
function newChoice(options: readonly Choice[]): Choice {
  let number = 1
  while (options.some((one) => one.code === `nhom${number}`)) number += 1
  return { code: `nhom${number}`, label: blank }
}

const usualGroups: Message = { vi: 'Con ông/bà học khối nào?', en: 'Which group is your child in?' }

const expectationCodes: Record<QuestionnaireCode, string> = { education: 'F2', dossier: 'T8' }
const usualExpectation: Message = { vi: 'Nhà trường đáp ứng bao nhiêu phần trăm mong đợi của ông/bà?', en: 'How much of what you expected does the school deliver, in per cent?' }

function newItem(letter: string, taken: ReadonlySet<string>): Item | null {
  for (let number = 1; number < 100; number += 1) {
    if (!taken.has(`${letter}${number}`)) return { code: `${letter}${number}`, wording: blank }
  }
  return null
}

function swapped<T>(list: readonly T[], from: number, to: number): T[] | null {
  if (to < 0 || to >= list.length) return null
  const result = [...list]
  ;[result[from], result[to]] = [result[to]!, result[from]!]
  return result
}

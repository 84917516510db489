import * as v from 'valibot'
import { formatNumber } from '#app/i18n/format.ts'
import type { Lang, Message } from '#app/i18n/index.ts'
import { askedLevels, relations } from './questionnaires.ts'
import type { AskedForm, Relation } from './questionnaires.ts'

/** A comment of two pages; what is longer belongs in feedback, where the school can answer. */
export const maxCommentLength = 2000

const messages = {
  atLeastOne: {
    vi: 'Ông/bà chưa chọn câu nào. Vui lòng trả lời ít nhất một câu.',
    en: 'Nothing is chosen yet. Please answer at least one question.',
  },
  level: { vi: 'Vui lòng chọn một trong các mức đã nêu.', en: 'Please choose one of the levels shown.' },
  expectation: {
    vi: 'Vui lòng nhập một số nguyên từ 0 đến 150, hoặc để trống.',
    en: 'Please enter a whole number from 0 to 150, or leave it empty.',
  },
  comment: {
    vi: `Góp ý dài quá ${formatNumber(maxCommentLength)} ký tự. Vui lòng rút gọn, hoặc gửi ở mục phản ánh để được trả lời.`,
    en: `The comment is longer than ${formatNumber(maxCommentLength, 'en')} characters. Please shorten it, or send it as feedback to get an answer.`,
  },
  choice: { vi: 'Vui lòng chọn một mục trong danh sách, hoặc để trống.', en: 'Please choose one from the list, or leave it empty.' },
} satisfies Record<string, Message>

/** A form that passed: what `submitResponse` needs of it. */
export interface ResponseForm {
  answers: Record<string, number>
  expectation: number | null
  comment: string | null
  relation: Relation | null
  ageGroup: string | null
}

/** The names of the fields that are not items. */
export const fieldNames = { relation: 'quan_he', ageGroup: 'do_tuoi', place: 'noi', round: 'dot' } as const

/**
 * The schema of one form, used in the browser and on the server. Fields are named like the items they ask (`A1`, `F2`);
 * every field may be missing or empty, but one question must be answered.
 */
export function responseFormSchema(asked: AskedForm, lang: Lang) {
  const items = askedLevels(asked)
  const say = (message: Message) => message[lang]
  const { expectation } = asked

  const level = v.optional(v.nullable(v.picklist(['', '0', '1', '2', '3', '4', '5'], say(messages.level))))
  const entries: v.ObjectEntries = {
    ...Object.fromEntries(items.map((item) => [item, level])),
    ...(expectation
      ? { [expectation.code]: v.optional(v.pipe(v.string(), v.trim(), v.check(isExpectation, say(messages.expectation)))) }
      : {}),
    [asked.comment.code]: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(maxCommentLength, say(messages.comment)))),
    [fieldNames.relation]: optionalChoice(relations.map((one) => one.code), say(messages.choice)),
    [fieldNames.ageGroup]: optionalChoice((asked.groups?.options ?? []).map((one) => one.code), say(messages.choice)),
  }
  const firstItem = items[0] ?? asked.overall.code

  return v.pipe(
    v.object(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      const given = dataset.value as Record<string, unknown>
      if (items.every((item) => isBlank(given[item]))) {
        addIssue({
          message: say(messages.atLeastOne),
          path: [{ type: 'object', origin: 'value', input: given, key: firstItem, value: given[firstItem] }],
        })
      }
    }),
    v.transform((given): ResponseForm => {
      const values = given as Record<string, string | null | undefined>
      const text = (name: string) => values[name] || null
      const percent = expectation ? text(expectation.code) : null
      return {
        answers: Object.fromEntries(items.flatMap((item) => (isBlank(values[item]) ? [] : [[item, Number(values[item])]]))),
        expectation: percent === null ? null : Number(percent),
        comment: text(asked.comment.code),
        relation: text(fieldNames.relation) as Relation | null,
        ageGroup: text(fieldNames.ageGroup),
      }
    }),
  )
}

function optionalChoice(codes: readonly string[], message: string) {
  return v.optional(v.nullable(v.picklist(['', ...codes], message)))
}

/** Radios that nobody touched are missing in a post, and null in a page's own state. */
function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function isExpectation(text: string): boolean {
  return text === '' || (/^\d{1,3}$/.test(text) && Number(text) <= 150)
}

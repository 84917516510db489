import { foldDiacritics } from '#app/i18n/format.ts'

/**
 * What a sender asks, found in their own sentences: a proposal for the author of the answer, who keeps, mends or adds to it. It looks for
 * question marks, for the words with which Vietnamese asks without one ("… chưa ạ", "bao giờ …"), and for requests ("mong nhà trường …").
 * Text typed without diacritics, as on many phones, is compared without them. At most eight, in the order in which they were written.
 */
export function suggestQuestions(texts: readonly string[]): string[] {
  const found = new Map<string, string>()
  for (const sentence of texts.flatMap(sentencesOf)) {
    if (asks(sentence) && !found.has(sentence.toLowerCase())) found.set(sentence.toLowerCase(), sentence)
  }
  return [...found.values()].slice(0, mostSuggested).map((sentence) => (sentence.length > longestQuestion ? `${sentence.slice(0, longestQuestion - 1)}…` : sentence))
}

const mostSuggested = 8
/** Longer than any honest question: the rest is story. */
export const longestQuestion = 300

/** A full stop ends a sentence only before a space, so that 6.30, 150.000 and v.v. stay whole. */
function sentencesOf(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/\n+|(?<=[.!?…])["”')]*\s+/u)
    .map((sentence) => sentence.replace(/^[\s\-–•*+]+/u, '').replace(opening, '').trim())
    .filter((sentence) => /\p{L}/u.test(sentence))
    .map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1))
}

/** Courtesy before the matter itself. */
const opening = /^(?:dạ|thưa|kính thưa|kính gửi|kính chào|chào)(?:\s+(?:thưa|các|quý|cô|thầy|nhà trường|trường|ban giám hiệu|bgh))*\s*[,:]\s*/iu

/** What may stand behind the word that asks: "chưa ạ", "không vậy cô". */
const courtesy = '(?:\\s+(?:ạ|vậy|thế|nhỉ|cô|thầy|trường|nhà trường|hả|à|luôn|nữa))*'

const asking = [
  // Asked with a mark.
  '\\?["”\')]*$',
  // Asked without one, by the last word.
  `\\s(?:được không|có không|phải không|đúng không|hay không|hay chưa|chưa|nhỉ|thế nào|như thế nào|ra sao|làm sao|tại sao|vì sao|bao giờ|khi nào|lúc nào|ở đâu|bao nhiêu|bao lâu|là ai|là gì|gì)${courtesy}[.!…]*$`,
  // Asked by the first.
  '^(?:vì sao|tại sao|sao|bao giờ|khi nào|chừng nào|khi nao|ai|làm sao|có phải|liệu)\\s',
  '(?:^|\\s|,\\s*)(?:cho (?:em|tôi|mình|con|chị|anh|phụ huynh|gia đình)(?: xin)? hỏi|xin hỏi|xin được hỏi|muốn hỏi|cho hỏi|cho biết|muốn biết|được biết thêm|xin biết)(?:\\s|$)',
  // Asked for.
  '(?:^|\\s|,\\s*)(?:đề nghị|kiến nghị|yêu cầu|mong muốn|mong rằng|mong sao|mong (?:nhà )?trường|mong (?:các |quý )?(?:thầy|cô)|mong được|rất mong|chỉ mong|vui lòng|làm ơn|nhờ (?:nhà )?trường|nhờ (?:các |quý )?(?:thầy|cô)|xin (?:nhà )?trường|xin (?:các |quý )?(?:thầy|cô)|(?:nhà )?trường (?:nên|cần|hãy|phải)|cô (?:nên|hãy)|cần được)(?:\\s|$)',
] as const

const withMarks = asking.map((pattern) => new RegExp(pattern, 'iu'))
const withoutMarks = asking.map((pattern) => new RegExp(foldDiacritics(pattern), 'iu'))

/** Folded words mean several things ("mong", "nho", "chua"), so they count only in a text that has no marks at all. */
function asks(sentence: string): boolean {
  const isMarked = sentence.toLowerCase() !== foldDiacritics(sentence)
  return (isMarked ? withMarks : withoutMarks).some((pattern) => pattern.test(sentence))
}

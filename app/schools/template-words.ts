import type { ReplyTemplatesTable } from '#db/schema.ts'

export type TemplatePurpose = ReplyTemplatesTable['purpose']

/** What a template is for, in the order of a case's life. */
export const purposeLabels: Record<TemplatePurpose, string> = {
  acknowledge: 'Tiếp nhận',
  ask: 'Hỏi thêm',
  message: 'Viết cho phụ huynh',
  answer: 'Trả lời',
  extend: 'Lý do gia hạn',
  transfer: 'Lý do chuyển cơ quan',
  ineligible: 'Lý do không xử lý',
}

export const templatePurposes = Object.keys(purposeLabels) as TemplatePurpose[]

/** What stands in a template in braces and is filled in from the case it is used for. */
export const placeholders = ['số hồ sơ', 'hạn trả lời', 'ngày nhận', 'loại', 'lĩnh vực', 'tên trường', 'điện thoại của trường'] as const
export type Placeholder = (typeof placeholders)[number]

const inBraces = /\{([^{}]*)\}/gu
const nameOf = (written: string): string => written.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

/** What a text has in braces that no case could fill in, as it was written. */
export function unknownPlaceholders(body: string): string[] {
  return [...body.matchAll(inBraces)].filter(([, name]) => !(placeholders as readonly string[]).includes(nameOf(name!))).map(([whole]) => whole)
}

/** The text of a template with the facts of one case in place of what stands in braces. */
export function fillTemplate(body: string, facts: Record<Placeholder, string>): string {
  return body.replace(inBraces, (whole, name: string) => (facts as Partial<Record<string, string>>)[nameOf(name)] ?? whole)
}

/** True where the author still has to write something, as at `[…]`: such a text must not go out. */
export function hasBlanks(text: string): boolean {
  return /\[\s*(?:…|\.{2,})\s*\]/u.test(text)
}

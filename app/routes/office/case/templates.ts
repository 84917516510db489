import { isRestricted } from '#app/cases/transitions.ts'
import { kindLabels } from '#app/cases/words.ts'
import type { CaseAction, CaseFile, OfficeDrafts } from '#app/cases/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { fillTemplate, fittingTemplates } from '#app/schools/index.ts'
import type { TemplatePurpose } from '#app/schools/index.ts'
import type { Db } from '#db/connect.ts'
import type { School } from '#db/schema.ts'

/** A template as it is offered beside one text of the page, with the facts of the case in it. */
export interface OfferedTemplate {
  id: string
  name: string
  action: CaseAction
  text: string
}

/** The text of the page that each purpose is for. */
const templateFields = {
  acknowledge: { action: 'acknowledge', field: 'text' },
  ask: { action: 'ask', field: 'text' },
  message: { action: 'message', field: 'text' },
  answer: { action: 'submitReply', field: 'body' },
  extend: { action: 'extend', field: 'reason' },
  transfer: { action: 'transfer', field: 'reason' },
  ineligible: { action: 'declareIneligible', field: 'reason' },
} as const satisfies Record<TemplatePurpose, { action: CaseAction; field: string }>

/** A complaint or denunciation is answered by its decision. */
const fieldOf = (action: CaseAction): string => (action === 'recordDecision' ? 'body' : Object.values(templateFields).find((one) => one.action === action)!.field)

/** The templates that fit this case and what may be done with it now. */
export async function offeredTemplates(db: Db, school: School, file: CaseFile): Promise<OfferedTemplate[]> {
  const { row } = file
  const facts = {
    'số hồ sơ': row.number,
    'hạn trả lời': formatDate(row.answer_due),
    'ngày nhận': formatDate(row.received_on),
    'loại': kindLabels[row.kind].toLowerCase(),
    'lĩnh vực': file.fieldName,
    'tên trường': school.name,
    'điện thoại của trường': school.phone,
  }
  const templates = await fittingTemplates(db, school, { kind: row.kind, fieldId: row.field_id })
  return templates
    .map(({ id, name, purpose, body }) => ({ id, name, action: purpose === 'answer' && isRestricted(row.kind) ? ('recordDecision' as const) : templateFields[purpose].action, text: fillTemplate(body, facts) }))
    .filter(({ action }) => file.actions.includes(action))
}

/** A template chosen without scripts (`?mau=<id>`): into an empty text at once, into one with words only as `cach` says. */
export interface ChosenTemplate {
  template: OfferedTemplate
  /** The text has words already: whoever chose it is asked what to do with them. */
  asks: boolean
}

/** The texts that the page begins with: what was kept, and in its place the chosen template where it may stand. */
export function withTemplate(file: CaseFile, offered: readonly OfferedTemplate[], query: URLSearchParams): { drafts: OfficeDrafts; chosen: ChosenTemplate | null } {
  const template = offered.find(({ id }) => id === query.get('mau'))
  if (!template) return { drafts: file.drafts, chosen: null }
  const field = fieldOf(template.action)
  const { reply, formal } = file
  const begun = template.action === 'recordDecision' ? formal?.decision_body : template.action === 'submitReply' && reply && reply.state !== 'approved' ? reply.body : ''
  const kept = file.drafts[template.action]?.[field] ?? begun ?? ''
  const way = query.get('cach')
  if (kept !== '' && way !== 'thay' && way !== 'them') return { drafts: file.drafts, chosen: { template, asks: true } }
  const text = kept !== '' && way === 'them' ? `${kept}\n\n${template.text}` : template.text
  return { drafts: { ...file.drafts, [template.action]: { ...file.drafts[template.action], [field]: text } }, chosen: { template, asks: false } }
}

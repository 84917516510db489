import { isNeverPublished } from '#app/cases/intake-form.ts'
import type { IntakeField } from '#app/cases/intake-form.ts'
import { feedbackText as m } from '#app/i18n/messages/feedback.ts'
import type { Message } from '#app/i18n/index.ts'

/** One question per page where scripts run; the same questions are the sections of one page where they do not. */
export type Step = 'kind' | 'field' | 'story' | 'sender' | 'publish' | 'check'

const steps: readonly Step[] = ['kind', 'field', 'story', 'sender', 'publish', 'check']

/** The controls that must be right before going on. */
export const stepControls: Record<Step, readonly IntakeField[]> = {
  kind: ['kind', 'aboutPrincipal'],
  field: ['field'],
  story: ['body'],
  sender: ['sender', 'name', 'phone', 'email', 'consentContact', 'keepFrom'],
  publish: ['consentPublish'],
  check: [],
}

export const stepTitles: Record<Step, Message> = {
  kind: m.kind.title,
  field: m.field.title,
  story: m.story.title,
  sender: m.sender.title,
  publish: m.publish.title,
  check: m.check.title,
}

/** Ids of the sections, and so what stands behind the # of an address. */
export const stepIds: Record<Step, string> = {
  kind: 'buoc-loai',
  field: 'buoc-linh-vuc',
  story: 'buoc-noi-dung',
  sender: 'buoc-cach-gui',
  publish: 'buoc-cong-khai',
  check: 'buoc-xem-lai',
}

/** The questions of a report of this kind: what is never published needs no leave to publish. */
export function stepsFor(kind: string | null | undefined): readonly Step[] {
  return isNeverPublished(kind) ? steps.filter((step) => step !== 'publish') : steps
}

/** The step an address points at, the first where it points at none. */
export function stepAt(hash: string): Step {
  return steps.find((step) => `#${stepIds[step]}` === hash) ?? 'kind'
}

/** Shapes of the demo content. Pure data: the loader turns it into rows. */

import type { DemoPicture } from './pictures.ts'

/** Local time in Asia/Ho_Chi_Minh, minute precision: `2026-11-12T07:42`. */
export type LocalTime = `${number}-${number}-${number}T${number}:${number}`
/** Local day in Asia/Ho_Chi_Minh: `2026-11-12`. */
export type LocalDay = `${number}-${number}-${number}`

export interface BilingualText {
  vi: string
  en: string
}

// School ---------------------------------------------------------------------------------------

export interface DemoSchool {
  slug: string
  name: BilingualText
  address: string
  phone: string
  email: string
  principalName: string
  intro: BilingualText
}

/**
 * governing: cơ quan chủ quản; specialised: cơ quan chuyên môn; department: Sở.
 * A denunciation about the principal goes to the governing body or the department of the day.
 */
export type AuthorityKind = 'governing' | 'specialised' | 'department'

export interface DemoAuthority {
  key: string
  kind: AuthorityKind
  name: BilingualText
  address: string
  phone: string
  effectiveFrom: LocalDay
  /** Last day in force; null = still in force. */
  effectiveTo: LocalDay | null
}

/** The live figure that answers to the target; null where the portal computes none. */
export type TargetIndicator =
  | 'education_satisfaction'
  | 'dossier_satisfaction'
  | 'cases_answered_published'
  | 'rate_published'
  | 'dossiers_on_time'

export interface DemoTarget {
  /** Unique within the school. The two targets of II.3 are II.3a and II.3b. */
  code: string
  /** Section of the plan as printed, e.g. "II.3". */
  section: string
  statementVi: string
  statementEn: string
  targetPercent: number | null
  indicator: TargetIndicator | null
}

export type PlaceKind = 'gate' | 'class' | 'office' | 'event'

export interface DemoPlace {
  /** Stands in the short address /s/<code>; unique over all schools. */
  code: string
  kind: PlaceKind
  name: BilingualText
}

export interface DemoField {
  code: string
  name: BilingualText
}

export interface DemoSchoolContent {
  school: DemoSchool
  authorities: DemoAuthority[]
  targets: DemoTarget[]
  places: DemoPlace[]
  fields: DemoField[]
  /** Staff key proposed as handler, by field code. */
  handlerByField: Record<string, string>
  staff: DemoStaff[]
  cases: DemoCase[]
  desk?: DemoDesk
}

/** How an office has arranged its work. People and cases by their keys, places and fields by their codes. */
export interface DemoDesk {
  arrangedAt: LocalTime
  rules: { name: string; kind?: 'question'; field?: string; place?: string; words?: string[]; handler: string }[]
  absences: { person: string; deputy: string; from: LocalDay; to: LocalDay }[]
  shortDays: { day: LocalDay; closesMinute: number; name: string; legalBasis: string }[]
  /** `query` as in the address of the inbox. */
  filters: { person: string; name: string; query: string }[]
  /** An answer that can still be taken back for half an hour after the demo was loaded. */
  approvedJustNow: { case: string; by: string }
}

// Staff ----------------------------------------------------------------------------------------

export type StaffRole = 'principal' | 'coordinator' | 'handler' | 'viewer'

export interface DemoStaff {
  key: string
  name: string
  jobTitle: string
  role: StaffRole
  email: string
  /** Last day of work; the account is disabled after the cases are loaded. */
  disabledOn?: LocalDay
}

// Cases ----------------------------------------------------------------------------------------

export type CaseKind =
  | 'feedback'
  | 'suggestion'
  | 'praise'
  | 'question'
  | 'complaint'
  | 'denunciation'

export type CaseState =
  | 'submitted'
  | 'acknowledged'
  | 'in_progress'
  | 'awaiting_approval'
  | 'answered'
  | 'published'
  | 'closed'
  | 'more_info'
  | 'transferred'
  | 'ineligible'

export interface DemoSender {
  mode: 'anonymous' | 'named' | 'protected'
  name?: string
  phone?: string
  email?: string
}

interface StepBase {
  at: LocalTime
  /** A staff key, or 'parent'. */
  by: string
}

export type DemoStep = StepBase &
  (
    | { type: 'acknowledge'; text?: string }
    /** Moves an acknowledged case to in_progress. */
    | { type: 'assign'; assignee: string; text?: string }
    /** Pauses the clock; the next parent_message resumes it. */
    | { type: 'ask'; text: string }
    | { type: 'parent_message'; text: string }
    | { type: 'internal_note'; text: string }
    /** Without text the draft is the case's `reply.body`. */
    | { type: 'draft_reply'; text?: string }
    /** Of a complaint or denunciation: starts the clock of the law. */
    | { type: 'accept_formal' }
    /** A later day without a record is an invitation. */
    | { type: 'record_dialogue'; heldOn: LocalDay; place: string; text?: string }
    /** The body is the case's `reply.body`. */
    | { type: 'record_decision'; number: string }
    /** Answered together with the case of that key. */
    | { type: 'merge'; into: string; text: string }
    | { type: 'submit_reply' }
    | { type: 'approve_reply' }
    | { type: 'return_reply'; text: string }
    | { type: 'propose_publication' }
    | { type: 'publish' }
    /** Proposes another text for what is published; what is left out stays. A second person publishes it. `note` is for the public. */
    | { type: 'correct'; summary?: string; answer?: string; note: string }
    /** `text` is the public reason. */
    | { type: 'take_down'; text: string }
    | { type: 'state_measure'; doneOn: LocalDay; text: string }
    /** Of the measure stated last; `text` is what was seen. */
    | { type: 'verify_measure'; text: string }
    | { type: 'close'; text: string }
    | { type: 'transfer'; text: string; authority: string }
    | { type: 'ineligible'; text: string }
    | { type: 'extend'; text: string; workingDays: number }
    /** "Chưa đồng ý" after an answer. */
    | { type: 'reopen'; text: string }
    | { type: 'rate'; level: 1 | 2 | 3 | 4 | 5; text?: string }
    /** Takes back the consent to publication. */
    | { type: 'withdraw_publication' }
    | { type: 'request_data'; kind: 'see' | 'correct' | 'withdraw' | 'restrict' | 'delete'; text: string }
  )

export interface DemoReply {
  body: string
  draftedBy: string
  /** Absent while the reply waits for approval. */
  approvedBy?: string
}

/** What is proposed first; names of classes and people may stand under covers (`⟦…⟧`). */
export interface DemoPublication {
  summary: string
  answer: string
  proposedBy: string
  /** Absent while the proposal waits for the second person. */
  publishedBy?: string
}

export interface DemoCase {
  key: string
  kind: CaseKind
  fieldCode: string
  placeCode?: string
  sender: DemoSender
  consentContact: boolean
  consentPublish: boolean
  subject: string
  body: string
  /** Who should not read it, as the sender writes it. */
  keepFrom?: string
  /** Sent along, in this order. */
  pictures?: DemoPicture[]
  submittedAt: LocalTime
  state: CaseState
  childSafety?: boolean
  assignee?: string
  conversation: DemoStep[]
  reply?: DemoReply
  publication?: DemoPublication
}

// Surveys --------------------------------------------------------------------------------------

export type QuestionnaireCode = 'education' | 'dossier'

/** Percent of valid answers on levels 1..5 (sums to 100), and percent of "Không ý kiến" of all answers. */
export interface ItemDistribution {
  levels: readonly [number, number, number, number, number]
  noOpinion: number
}

export interface DemoRound {
  key: string
  questionnaire: QuestionnaireCode
  name: BilingualText
  opensOn: LocalDay
  /** Last day on which the form is accepted. */
  closesOn: LocalDay
  state: 'open' | 'closed'
  /** Families invited, or results handed over. */
  audienceSize: number
  responses: number
  /** Share of responses given on the one-minute form, 0..1; 0 for the dossier form. */
  quickShare: number
  items: Record<string, ItemDistribution>
  /** F2, percent of expectation met, 0–150; null for the dossier form. */
  expectation: { mean: number; standardDeviation: number } | null
}

export interface DemoComment {
  questionnaire: QuestionnaireCode
  /** Lets the loader put a comment on a response whose overall level fits it. */
  tone: 'positive' | 'neutral' | 'negative'
  text: string
}

import type { Generated, Insertable, Selectable } from 'kysely'

/**
 * The tables as the code sees them. Instants are ISO 8601 strings in UTC; days are `YYYY-MM-DD` in Asia/Ho_Chi_Minh;
 * flags are 0 or 1. Every table that belongs to a school carries `school_id`.
 */
export interface Database {
  schools: SchoolsTable
  school_figures: SchoolFiguresTable
  authorities: AuthoritiesTable
  targets: TargetsTable
  places: PlacesTable
  fields: FieldsTable
  calendar_days: CalendarDaysTable
  staff: StaffTable
  sessions: SessionsTable
  pending_sign_ins: PendingSignInsTable
  totp_factors: TotpFactorsTable
  totp_setups: TotpSetupsTable
  recovery_codes: RecoveryCodesTable
  passkeys: PasskeysTable
  passkey_challenges: PasskeyChallengesTable
  setup_tokens: SetupTokensTable
  questionnaires: QuestionnairesTable
  rounds: RoundsTable
  responses: ResponsesTable
  answers: AnswersTable
  answer_counters: AnswerCountersTable
  response_counters: ResponseCountersTable
  day_counters: DayCountersTable
  place_counters: PlaceCountersTable
  group_counters: GroupCountersTable
  round_flags: RoundFlagsTable
  answer_patterns: AnswerPatternsTable
  comments: CommentsTable
  comment_cases: CommentCasesTable
  removed_comments: RemovedCommentsTable
  round_summaries: RoundSummariesTable
  slips: SlipsTable
  slip_envelopes: SlipEnvelopesTable
  envelope_keys: EnvelopeKeysTable
  limit_counts: LimitCountsTable
  paper_sheets: PaperSheetsTable
  paper_readings: PaperReadingsTable
  kiosks: KiosksTable
  ledger_entries: LedgerEntriesTable
  ledger_seals: LedgerSealsTable
  ledger_seal_rounds: LedgerSealRoundsTable
  ledger_counters: LedgerCountersTable
  ledger_parts: LedgerPartsTable
  cases: CasesTable
  case_contacts: CaseContactsTable
  case_consents: CaseConsentsTable
  case_events: CaseEventsTable
  case_messages: CaseMessagesTable
  case_replies: CaseRepliesTable
  case_publication_drafts: CasePublicationDraftsTable
  case_ratings: CaseRatingsTable
  case_numbers: CaseNumbersTable
  publications: PublicationsTable
  case_conflicts: CaseConflictsTable
  staff_absences: StaffAbsencesTable
  routing_rules: RoutingRulesTable
  case_outgoing: CaseOutgoingTable
  reply_templates: ReplyTemplatesTable
  case_formal: CaseFormalTable
  attachments: AttachmentsTable
  attachment_uploads: AttachmentUploadsTable
  attachment_covers: AttachmentCoversTable
  publication_pictures: PublicationPicturesTable
  case_published_texts: CasePublishedTextsTable
  publication_changes: PublicationChangesTable
  measures: MeasuresTable
  published_measures: PublishedMeasuresTable
  followers: FollowersTable
  data_requests: DataRequestsTable
  saved_filters: SavedFiltersTable
  office_drafts: OfficeDraftsTable
  outbox: OutboxTable
  audit: AuditTable
  audit_heads: AuditHeadsTable
}

type Flag = 0 | 1
type Day = string
type Instant = string

export interface SchoolsTable {
  id: string
  slug: string
  /** The default school lives at `/`, the others under `/<slug>`. */
  is_default: Flag
  name: string
  address: string
  phone: string
  email: string
  official_site: string | null
  intro_vi: string
  intro_en: string
  principal_name: string
  /** Office hours, minutes after midnight: what arrives after closing counts as received on the next working day. */
  opens_minute: number
  closes_minute: number
  /** The lunch break, shown to parents; it moves no day of receipt. */
  lunch_from_minute: Generated<number | null>
  lunch_to_minute: Generated<number | null>
  /** The school's own limits as JSON (`Partial<Limits>`), where they differ from the ones the product ships. */
  limits: Generated<string | null>
  /** One word or phrase a line that raises the child-safety alarm; null: the ones the product ships. */
  safety_words: Generated<string | null>
  /** For so long what staff send can be taken back; 0 sends at once. */
  undo_minutes: Generated<number>
  /** Praise, suggestions and questions are answered without a second person. */
  lighter_approval: Generated<Flag>
  /** Whether blacked-out pictures may be published at all. */
  publish_pictures: Generated<Flag>
  /** The themes of survey comments as JSON; null: the ones the product ships. */
  comment_themes: Generated<string | null>
  /** Who must have a second factor: nobody, those who decide (principal and coordinators), or all staff. */
  second_factor: Generated<'off' | 'leads' | 'everybody'>
  created_at: Instant
}

/** Who the school answers to, with the days on which that held: the district level ended on 01/07/2025. */
/** One line for each school on the page of all schools, made anew once a day. */
export interface SchoolFiguresTable {
  school_id: string
  /** The day (Asia/Ho_Chi_Minh) on which the line was made. */
  as_of: Day
  name: string
  /** The name without diacritics, what the list is sorted by. */
  sort_name: string
  /** Name, address and governing body without diacritics. */
  search_text: string
  /** The governing body on that day; empty where none is entered. */
  governing: string
  /** The newest released round of the education survey that has a figure: when it was released, and the answers to its question about the whole. */
  round_closed_on: Day | null
  n_valid: number | null
  satisfied: number | null
  /** Forms collected in that round, and families asked. */
  collected: number | null
  audience: number | null
  /** Rounds were held, but none has enough forms for a figure. */
  is_hidden: Flag
  /** Cases of the year of `as_of`, counted as on the school's own page. */
  received: number
  in_time: number
  in_time_of: number
  overdue: number
  published: number
  published_of: number
}

export interface AuthoritiesTable {
  id: string
  school_id: string
  /** `governing`: the People's Committee; `specialised`: its education office; `department`: the city's education department. */
  kind: 'governing' | 'specialised' | 'department'
  name: string
  address: string
  phone: string
  effective_from: Day
  effective_to: Day | null
}

/** What the school promised in its plan. */
export interface TargetsTable {
  id: string
  school_id: string
  year: number
  section: string
  /** Which live figure answers to the promise, if the portal computes one. */
  indicator: 'education_satisfaction' | 'dossier_satisfaction' | 'cases_answered_published' | 'rate_published' | 'dossiers_on_time' | null
  statement_vi: string
  statement_en: string
  target_percent: number | null
  position: number
}

/** Where a QR code hangs. The code is unique over all schools, since `/s/<code>` names no school. */
export interface PlacesTable {
  id: string
  school_id: string
  code: string
  name: string
  kind: 'gate' | 'class' | 'office' | 'event'
  active: Flag
  created_at: Instant
}

/** What feedback can be about. */
export interface FieldsTable {
  id: string
  school_id: string
  code: string
  name_vi: string
  name_en: string
  /** Whom a new case of this field is proposed to. */
  default_handler_id: string | null
  position: number
  active: Flag
}

export interface CalendarDaysTable {
  school_id: string
  day: Day
  kind: 'off' | 'swap_off' | 'swap_work' | 'short'
  /** Only of a short day: when the office closes, minutes after midnight. */
  closes_minute: Generated<number | null>
  name: string
  legal_basis: string
  confirmed: Flag
}

export type Role = 'principal' | 'coordinator' | 'handler' | 'viewer'

export interface StaffTable {
  id: string
  school_id: string
  /** Stored lower-case; one account per address over all schools. */
  email: string
  name: string
  job_title: string
  role: Role
  status: 'invited' | 'active' | 'disabled'
  password_hash: string | null
  invite_hash: string | null
  invite_expires_at: Instant | null
  created_at: Instant
  /** Keys of one letter do something in the office. */
  shortcuts: Generated<Flag>
  version: Generated<number>
}

export interface SessionsTable {
  /** HMAC of the cookie's 256-bit token: a stolen database opens no session. */
  token_hash: string
  staff_id: string
  created_at: Instant
  last_seen_at: Instant
  expires_at: Instant
  /** When the person last proved who they are; null in sessions from before that was written down. */
  confirmed_at: Instant | null
}

/** A sign-in between its two steps: the password was right, the second factor is still to come. */
export interface PendingSignInsTable {
  /** HMAC of a cookie's token, for another purpose than a session's: one never passes for the other. */
  token_hash: string
  staff_id: string
  /** Wrong codes so far. */
  tries: Generated<number>
  expires_at: Instant
}

/** The app that makes a person's one-time codes. */
export interface TotpFactorsTable {
  staff_id: string
  /** Base32, sealed with a key from the pepper and bound to this person. */
  secret: string
  /** Number of the half minute whose code was used last: this one and those before open nothing. */
  last_step: number
  created_at: Instant
}

/** The same while it is being set up, beside the one that still counts. */
export interface TotpSetupsTable {
  staff_id: string
  secret: string
  expires_at: Instant
}

export interface RecoveryCodesTable {
  /** HMAC of the code and whose it is. */
  hash: string
  staff_id: string
  used_at: Instant | null
}

/** A key of WebAuthn, on a person's device. */
export interface PasskeysTable {
  /** The credential's id, base64url. */
  id: string
  staff_id: string
  /** What its owner calls it. */
  name: string
  /** COSE key, base64url. */
  public_key: string
  /** Uses as the device counts them: one that went back is a copy. Stays 0 where a device does not count. */
  counter: number
  /** How a browser reaches it, between spaces. */
  transports: string
  created_at: Instant
  last_used_at: Instant | null
}

export interface PasskeyChallengesTable {
  /** HMAC of the visit's token: of the session, or of a cookie of the sign-in page. */
  visit_hash: string
  purpose: 'sign-in' | 'add' | 'confirm'
  challenge: string
  expires_at: Instant
}

/** The one-time link of the first visit. */
export interface SetupTokensTable {
  token_hash: string
  created_at: Instant
  used_at: Instant | null
}

export type QuestionnaireCode = 'education' | 'dossier'

/** What is asked. A published version never changes: the database refuses it. */
export interface QuestionnairesTable {
  id: string
  school_id: string
  survey: QuestionnaireCode
  /** Counts within school and survey, from 1; null for a draft. */
  version: number | null
  title_vi: string
  title_en: string
  /** JSON (`Definition`). That of a draft may lack words still. */
  definition: string
  /** `in_use` is what new rounds ask: one for each survey. At most one is a draft. */
  state: 'draft' | 'in_use' | 'retired'
  /** The questionnaire it was copied from, or `template:` and the name of one. */
  based_on: string | null
  created_by: string | null
  created_at: Instant
  published_at: Instant | null
  revision: Generated<number>
}

export interface RoundsTable {
  id: string
  school_id: string
  questionnaire: QuestionnaireCode
  /** What it asks. Pinned once it has opened. */
  questionnaire_id: string
  questionnaire_version: number
  name_vi: string
  name_en: string
  opens_on: Day
  closes_on: Day
  /** The last day as it was announced: later than `closes_on` where the round was closed early, which the public can see. */
  planned_closes_on: Day
  state: 'planned' | 'open' | 'closed'
  /** How many families could answer; null where nobody counted, and then there is no response rate. */
  audience_size: number | null
  /** The day on which the figures were released, once and for all. */
  closed_on: Day | null
  created_at: Instant
  version: Generated<number>
  /** Paper forms that came back, as staff counted them; null where nobody did. */
  paper_returned: Generated<number | null>
  /** Paper forms that one person had typed in and no second one when the round closed. */
  paper_left: Generated<number | null>
}

/** One form as it was sent. Never updated, never deleted: the database refuses both. It keeps the day, not the time. */
export interface ResponsesTable {
  id: string
  school_id: string
  round_id: string
  form: 'full' | 'quick'
  answered_on: Day
  place_id: string | null
  relation: string | null
  age_group: string | null
  /** F2: how much of what was expected the school delivers, percent 0–150. */
  expectation: number | null
  comment: string | null
  /** HMAC of the key issued with the page, and of what was sent: a retry finds its own receipt. */
  idempotency_hash: string
  body_hash: string
  /** HMAC of the receipt code the parent keeps. */
  receipt_hash: string
  channel: Generated<Channel>
}

/** How an answer came: by an open QR code, with a one-time slip, from a paper form typed in by staff, at a kiosk. */
export type Channel = 'open' | 'slip' | 'paper' | 'kiosk'

export interface AnswersTable {
  response_id: string
  item: string
  /** 1–5, or 0 for "no opinion". A blank is no row. */
  level: number
}

/** Sums of `answers`, kept in the same transaction, so that a rate costs the same at ten answers and at ten million. */
export interface AnswerCountersTable {
  round_id: string
  channel: Channel
  /** An item code, or `F2`, whose `level` is the percentage given. */
  item: string
  level: number
  count: number
}

export interface ResponseCountersTable {
  round_id: string
  channel: Channel
  form: 'full' | 'quick'
  count: number
}

/** How many forms came on which day: neither how long nor by which way. */
export interface DayCountersTable {
  round_id: string
  day: Day
  count: number
}

export interface PlaceCountersTable {
  round_id: string
  place_id: string
  count: number
}

/** Answers to the question about the whole, by what people said of themselves: one thing at a time. */
export interface GroupCountersTable {
  round_id: string
  grouping: 'age_group' | 'relation'
  code: string
  level: number
  count: number
}

/** A sign that the answers of a round may not all be single parents' own. */
export interface RoundFlagsTable {
  round_id: string
  kind: 'burst' | 'identical' | 'unproven'
  day: Day
  count: number
  out_of: number | null
  explanation: string | null
}

/** How many long forms carry exactly the same answers. */
export interface AnswerPatternsTable {
  round_id: string
  pattern: string
  count: number
}

/** What is worked with of a comment (docs/decisions/0026); its words stand in `responses`. */
export interface CommentsTable {
  id: string
  school_id: string
  round_id: string
  response_id: string
  /** `new`: nobody has looked for words of danger in it; `stale`: to be sorted again. */
  state: 'new' | 'stale' | 'sorted'
  /** The code of a theme, or `other`. */
  theme: Generated<string>
  /** Who moved it to its theme; null where the words did. */
  themed_by: Generated<string | null>
  /** How the form was about the whole; null where it did not say. */
  mood: Generated<Mood | null>
  /** Ids of the staff it names, each between spaces. */
  barred: Generated<string>
  search_text: Generated<string>
  /** HMAC of its words. */
  text_hash: Generated<string>
}

export type Mood = 'low' | 'middle' | 'high'

/** Which case was made of which words of a round. */
export interface CommentCasesTable {
  round_id: string
  text_hash: string
  case_id: string
}

/** A form whose comment was kept long enough. */
export interface RemovedCommentsTable {
  response_id: string
  /** What the rest of the form is checked against; empty where the form no longer fitted its line in the ledger. */
  commitment: string
  removed_on: Day
}

/** What the public reads of a round's comments, in the school's words. */
export interface RoundSummariesTable {
  id: string
  round_id: string
  number: number
  /** JSON: theme, what parents said, what the school answers. */
  content: string
  state: 'draft' | 'waiting' | 'published' | 'replaced' | 'withdrawn'
  correction: string | null
  written_by: string
  approved_by: string | null
  note: string | null
  counts: string | null
  published_on: Day | null
  ended_on: Day | null
  withdrawal_reason: string | null
  revision: Generated<number>
}

/** A one-time slip: a keyed hash and whether it was used. Neither when nor by which answer (docs/decisions/0021). */
export interface SlipsTable {
  hash: string
  round_id: string
  /** A name for the sheet it was printed on, usually a class. */
  batch: string
  used: Generated<Flag>
}

/** An answer that came with a slip, closed until it is opened together with others. */
export interface SlipEnvelopesTable {
  id: string
  round_id: string
  key_id: string
  /** HMAC of the receipt, for a retry before the envelope is opened. */
  mark: string
  day: Day
  /** AES-256-GCM under a key that lives in a file of its own and is deleted when the envelope has been opened. */
  content: string
}

/** The name of a key that closes envelopes; the key lies in a file of that name. */
export interface EnvelopeKeysTable {
  id: string
  round_id: string
  /** At most one of a round: new envelopes are closed with it. */
  is_current: Flag
}

/** Attempts within one window of time, under a keyed hash. */
export interface LimitCountsTable {
  key: string
  /** When the window began, in milliseconds since 1970. */
  started: number
  count: number
  /** From when on it says nothing more. */
  ends_at: Instant
}

/** A printed paper form. Final once it is counted or withdrawn: the database refuses changes after that. */
export interface PaperSheetsTable {
  /** HMAC of the short code on the sheet. */
  hash: string
  round_id: string
  /** Counts within the round, from 1. */
  serial: number
  form: 'full' | 'quick'
  state: Generated<'printed' | 'accepted' | 'withdrawn'>
  /** Why it was withdrawn. */
  reason: string | null
}

/** What one person read on a sheet: one reading for each person, until two people agree. */
export interface PaperReadingsTable {
  sheet: string
  staff_id: string
  /** Sealed JSON. */
  content: string
}

/** A device of the school on which parents answer a round at one place. */
export interface KiosksTable {
  id: string
  round_id: string
  place_id: string
  /** HMAC of the code that opens it, until it has been opened. */
  code_hash: string | null
  /** HMAC of the token that the device holds. */
  device_hash: string | null
  created_on: Day
  revoked_on: Day | null
}

/** One line for each answer that has a receipt (docs/ledger.md). Never updated, never deleted. */
export interface LedgerEntriesTable {
  /** SHA-256 of the receipt code: finds the line, tells nothing. */
  tag: string
  school_id: string
  round_id: string
  /** HMAC of the answer's id: with the database alone, whoever is shown a receipt still cannot find its answer. */
  link: string
  /** SHA-256 of salt and answer: the answer cannot be changed without it showing. */
  commitment: string
  /** The day it is sealed with. */
  day: Day
}

/** What binds all lines of a day, and all days before it. Never updated, never deleted. */
export interface LedgerSealsTable {
  school_id: string
  number: number
  day: Day
  count: number
  root: string
  previous: string
  hash: string
}

export interface LedgerSealRoundsTable {
  school_id: string
  number: number
  round_id: string
  count: number
}

/** How many receipts of a round are in the ledger, sealed or not. */
export interface LedgerCountersTable {
  round_id: string
  count: number
}

/** Of a day with many lines the roots of its parts, in the order of the tree. Never updated, never deleted. */
export interface LedgerPartsTable {
  school_id: string
  number: number
  /** 0, 1, 2 … */
  part: number
  /** The line it begins with. */
  round_id: string
  tag: string
  root: string
}

export type CaseKind = 'feedback' | 'suggestion' | 'praise' | 'question' | 'complaint' | 'denunciation'
export type CaseState =
  | 'submitted'
  | 'acknowledged'
  | 'in_progress'
  | 'more_info'
  | 'awaiting_approval'
  | 'answered'
  | 'published'
  | 'closed'
  | 'transferred'
  | 'ineligible'
/** Waiting to be accepted or refused; accepted; accepted and declared complex; refused. */
export type FormalStage = 'awaiting' | 'accepted' | 'complex' | 'refused'
export type SenderMode = 'named' | 'protected' | 'anonymous'

export interface CasesTable {
  id: string
  school_id: string
  number: string
  kind: CaseKind
  field_id: string
  place_id: string | null
  subject: string
  body: string
  sender_mode: SenderMode
  state: CaseState
  child_safety: Flag
  consent_publish: Flag
  /** Taken in a flood without the check against machines: somebody is to look whether a person wrote it. */
  unproven: Generated<Flag>
  /** HMAC of the 16-digit case key. */
  key_hash: string
  idempotency_hash: string
  body_hash: string
  submitted_on: Day
  /** The working day it counts as received on. */
  received_on: Day
  acknowledge_due: Day
  answer_due: Day
  /** Set only for a child-safety case: 24 hours from the moment it was sent. */
  respond_by: Instant | null
  paused_on: Day | null
  /** Working days the school has waited for the sender so far. */
  paused_days: Generated<number>
  extended_on: Day | null
  reopened_on: Day | null
  acknowledged_on: Day | null
  answered_on: Day | null
  published_on: Day | null
  closed_on: Day | null
  assignee_id: string | null
  /** The language of the form: mail to the sender is in it. */
  lang: Generated<'vi' | 'en'>
  classify_due: Generated<Day | null>
  intake_due: Generated<Day | null>
  /** How far the formal procedure of a complaint or denunciation has come; null for every other kind. */
  formal_stage: Generated<FormalStage | null>
  /** The case this one repeats: it is answered together with that one. */
  merged_into: Generated<string | null>
  /** Ids of the staff the case is about, each between spaces; kept from `case_conflicts` in the same transaction. */
  barred: Generated<string>
  /** Whom the routing rules name, and in words why. */
  proposed_assignee_id: Generated<string | null>
  routing_note: Generated<string | null>
  /** Who raised the child-safety alarm. */
  safety_source: Generated<'sender' | 'words' | 'staff' | null>
  /** How far a late step has been carried up. */
  escalated_to: Generated<'coordinator' | 'principal' | null>
  escalated_on: Generated<Day | null>
  /** When what waits in `case_outgoing` goes out; until then it can be taken back and nothing else be done. */
  outgoing_at: Generated<Instant | null>
  /** Since when it is only kept, at the sender's request; null where it is handled. */
  frozen_on: Generated<Day | null>
  /** When personal data were masked in its texts, or deleted at the sender's request. */
  anonymised_on: Generated<Day | null>
  /** The round of the survey comment that it was made of: nobody holds its key. Null where it was sent as feedback. */
  from_round_id: Generated<string | null>
  /** Subject, body and number without diacritics, lower-case. */
  search_text: string
  updated_at: Instant
  version: Generated<number>
}

/** Apart from the case, so that a list of cases cannot carry a name along. */
export interface CaseContactsTable {
  case_id: string
  name: string | null
  phone: string | null
  email: string | null
}

export interface CaseConsentsTable {
  id: string
  case_id: string
  purpose: 'contact' | 'publish'
  text_version: string
  given_on: Day
  given_via: Generated<'form' | 'case-page'>
  withdrawn_on: Day | null
  withdrawn_via: Generated<'case-page' | 'request' | null>
}

export interface CaseEventsTable {
  id: Generated<number>
  case_id: string
  type: string
  actor: 'parent' | 'staff' | 'system'
  staff_id: string | null
  from_state: CaseState | null
  to_state: CaseState | null
  note: string | null
  /** Day only for what an anonymous parent did, instant otherwise. */
  at: string
  /** The version of the case after it: tells whoever was slower what changed. */
  case_version: Generated<number | null>
}

export interface CaseMessagesTable {
  id: Generated<number>
  case_id: string
  /** `internal` is seen by staff alone. */
  direction: 'parent' | 'school' | 'internal'
  staff_id: string | null
  body: string
  at: string
  /** HMAC of the key issued with the page a parent wrote on: a second tap adds nothing. */
  idempotency_hash: Generated<string | null>
}

export interface CaseRepliesTable {
  id: Generated<number>
  case_id: string
  body: string
  state: 'draft' | 'awaiting_approval' | 'returned' | 'approved'
  drafted_by: string
  decided_by: string | null
  decision_note: string | null
  /** JSON: what the sender asked, one entry for each question, and how the reply's author says it is answered. */
  questions: Generated<string | null>
  /** JSON: what whoever approved confirmed. */
  checklist: Generated<string | null>
  updated_at: Instant
}

/** Texts may carry covers (`⟦…⟧`): seen inside, gone outside. */
export interface CasePublicationDraftsTable {
  case_id: string
  summary: string
  answer: string
  proposed_by: string
  /** For a text that replaces a published one: what was corrected, in words for the public. */
  correction_note: Generated<string | null>
  updated_at: Instant
}

/** What stands in public, with its covers, for those inside. */
export interface CasePublishedTextsTable {
  case_id: string
  summary: string
  answer: string
  proposed_by: string
  checked_by: string
}

export interface CaseRatingsTable {
  case_id: string
  level: number
  rated_on: Day
}

export interface CaseNumbersTable {
  school_id: string
  day: Day
  last: number
}

/** What the public reads, written whole at publication: a join cannot leak what redaction removed. */
export interface PublicationsTable {
  id: string
  school_id: string
  number: string
  kind: CaseKind
  field_code: string
  field_name_vi: string
  field_name_en: string
  sent_on: Day
  /** The working day it counts as received on: not before `sent_on`. */
  received_on: Day
  answered_on: Day
  published_on: Day
  days_taken: number
  /** Working days the school waited for the sender: not in `days_taken`. */
  days_waited: number
  on_time: Flag
  /** Since when the school has been answering again because the sender disagreed; null where this answer stands. */
  reopened_on: Day | null
  /** Taken down: the texts are empty then, the reason is public. */
  withdrawn_on: Generated<Day | null>
  withdrawal_reason: Generated<string | null>
  summary: string
  answer: string
  search_text: string
}

/** A person whom the case is about. While it is not cleared they neither see nor handle it. */
export interface CaseConflictsTable {
  id: string
  case_id: string
  /** Null where the sender wrote a name that is nobody's on the staff. */
  staff_id: string | null
  name: string
  source: 'sender' | 'words' | 'staff'
  reason: string | null
  noted_on: Day
  cleared_by: string | null
  cleared_on: Day | null
  cleared_reason: string | null
}

/** Days on which somebody is away (both included) and who stands in. */
export interface StaffAbsencesTable {
  id: string
  school_id: string
  staff_id: string
  deputy_id: string
  from_day: Day
  to_day: Day
  created_at: Instant
}

/** The first rule of which all named conditions hold says to whom a new case goes. */
export interface RoutingRulesTable {
  id: string
  school_id: string
  position: number
  name: string
  kind: CaseKind | null
  field_id: string | null
  place_id: string | null
  /** One word or phrase a line, any of which must occur; compared without diacritics. Empty: any text. */
  words: string
  urgent_only: Flag
  handler_id: string
  assign_at_once: Flag
  active: Flag
}

export interface CaseOutgoingTable {
  case_id: string
  action: 'answer' | 'ask' | 'message'
  body: string
  reply_id: number | null
  staff_id: string
  created_at: Instant
  send_at: Instant
}

export interface ReplyTemplatesTable {
  id: string
  school_id: string
  purpose: 'acknowledge' | 'ask' | 'message' | 'answer' | 'extend' | 'transfer' | 'ineligible'
  name: string
  kind: CaseKind | null
  field_id: string | null
  body: string
  position: number
  active: Flag
}

export interface CaseFormalTable {
  case_id: string
  accept_due: Day
  accepted_on: Day | null
  refused_on: Day | null
  refusal_reason: string | null
  is_complex: Generated<Flag>
  complex_reason: string | null
  resolve_due: Day | null
  dialogue_on: Day | null
  dialogue_place: string | null
  dialogue_record: string | null
  decision_number: string | null
  decision_on: Day | null
  decision_body: string | null
}

/** The file itself lies outside the web root under this id. */
export interface AttachmentsTable {
  id: string
  school_id: string
  case_id: string
  /** Null: it came with the first report. */
  message_id: number | null
  origin: 'parent' | 'staff'
  type: 'image' | 'pdf'
  bytes: number
  width: number | null
  height: number | null
  checksum: string
  added_on: Day
  removed_on: Day | null
  position: Generated<number>
  /** What a picture shows, for who cannot see it; null where it is not proposed for publication. */
  public_description: string | null
}

/** A file on its way. What it is (`type` to `checksum`) is null until all of it has come and been made safe. */
export interface AttachmentUploadsTable {
  /** Keyed hash of the token that the browser holds; becomes the id of the attachment. */
  id: string
  school_id: string
  total_bytes: number
  received_bytes: Generated<number>
  type: 'image' | 'pdf' | null
  bytes: number | null
  width: number | null
  height: number | null
  checksum: string | null
  created_on: Day
}

/** A region to black out, in thousandths of the picture's sides. */
export interface AttachmentCoversTable {
  id: string
  attachment_id: string
  x: number
  y: number
  width: number
  height: number
  staff_id: string
}

export interface PublicationPicturesTable {
  id: string
  school_id: string
  number: string
  description: string
  width: number
  height: number
  bytes: number
  position: number
}

/** What has happened to a published answer since it first stood there: the public log, and what followers are told. */
export interface PublicationChangesTable {
  id: Generated<number>
  school_id: string
  number: string
  kind: 'correction' | 'answered_again' | 'withdrawal' | 'republished' | 'measure' | 'settled'
  changed_on: Day
  /** For the public; empty where the words of the kind say it all. */
  note: string
}

/** "Việc đã làm": what changed because of a case, stated by one person and verified by another. */
export interface MeasuresTable {
  id: string
  case_id: string
  statement: string
  done_on: Day
  stated_by: string
  stated_on: Day
  state: 'stated' | 'verified' | 'rejected' | 'withdrawn'
  verified_by: string | null
  verified_on: Day | null
  note: string | null
}

export interface PublishedMeasuresTable {
  id: string
  school_id: string
  number: string
  statement: string
  done_on: Day
  verified_on: Day
}

/** Who asked to hear of changes to a published case. Mail goes out only after the address was confirmed. */
export interface FollowersTable {
  id: string
  school_id: string
  number: string
  email: string
  lang: 'vi' | 'en'
  token_hash: string
  asked_at: Instant
  confirmed_at: Instant | null
  /** The newest `publication_changes` they know of. */
  told_change: Generated<number>
}

/** A request under the law on personal data (Luật 91/2025/QH15), made by whoever holds the case key. */
export interface DataRequestsTable {
  id: string
  school_id: string
  case_id: string
  kind: 'see' | 'correct' | 'withdraw' | 'restrict' | 'delete'
  body: string
  state: 'new' | 'acknowledged' | 'done' | 'refused'
  received_on: Day
  acknowledge_due: Day
  due: Day
  acknowledged_on: Day | null
  ended_on: Day | null
  outcome: string | null
  handled_by: string | null
  version: Generated<number>
}

export interface SavedFiltersTable {
  id: string
  staff_id: string
  name: string
  query: string
  position: number
}

export interface OfficeDraftsTable {
  staff_id: string
  case_id: string
  action: string
  /** JSON: field name → text. */
  fields: string
  case_version: number
  saved_at: Instant
}

export interface OutboxTable {
  id: Generated<number>
  school_id: string
  /** The case it tells of, if any: who may not open that case may not read its mail. */
  case_id: string | null
  recipient: string
  subject: string
  body: string
  /** What the message is for; together with its subject it is sent at most once. */
  purpose: string
  dedupe_key: string | null
  /** Where a post ends what the message belongs to, for the mail program's own button (RFC 8058). */
  unsubscribe_url: Generated<string | null>
  created_at: Instant
  next_attempt_at: Instant
  attempts: number
  last_error: string | null
  sent_at: Instant | null
}

/** Append-only, chained per school: see db/audit-chain.ts. Written by `recordAudit` alone. */
export interface AuditTable {
  id: Generated<number>
  school_id: string
  staff_id: string | null
  action: string
  target: string | null
  detail: string | null
  at: Instant
  /** The hash of the school's line before this one; empty for its first. */
  prev_hash: string
  hash: string
}

/** The newest line of each school's log. */
export interface AuditHeadsTable {
  school_id: string
  hash: string
  /** How many lines there are. */
  lines: number
}

export type School = Selectable<SchoolsTable>
export type Authority = Selectable<AuthoritiesTable>
export type Place = Selectable<PlacesTable>
export type Field = Selectable<FieldsTable>
export type StaffRow = Selectable<StaffTable>
export type LedgerSeal = Selectable<LedgerSealsTable>
export type QuestionnaireRow = Selectable<QuestionnairesTable>
export type Round = Selectable<RoundsTable>
export type CaseRow = Selectable<CasesTable>
export type CaseEvent = Selectable<CaseEventsTable>
export type CaseReply = Selectable<CaseRepliesTable>
export type Publication = Selectable<PublicationsTable>
export type OutboxMessage = Selectable<OutboxTable>
export type NewCase = Insertable<CasesTable>

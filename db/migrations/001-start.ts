/** The first version. The meaning of each column stands in `db/schema.ts`. */
export const start = /* sql */ `
create table schools (
  id text primary key,
  slug text not null unique,
  is_default integer not null check (is_default in (0, 1)),
  name text not null,
  address text not null,
  phone text not null,
  email text not null,
  official_site text,
  intro_vi text not null,
  intro_en text not null,
  principal_name text not null,
  opens_minute integer not null,
  closes_minute integer not null,
  created_at text not null
) strict;
create unique index schools_one_default on schools (is_default) where is_default = 1;

create table authorities (
  id text primary key,
  school_id text not null references schools (id),
  kind text not null check (kind in ('governing', 'specialised', 'department')),
  name text not null,
  address text not null,
  phone text not null,
  effective_from text not null,
  effective_to text
) strict;
create index authorities_school on authorities (school_id);

create table targets (
  id text primary key,
  school_id text not null references schools (id),
  year integer not null,
  section text not null,
  indicator text,
  statement_vi text not null,
  statement_en text not null,
  target_percent real,
  position integer not null
) strict;
create index targets_school on targets (school_id, year, position);

create table staff (
  id text primary key,
  school_id text not null references schools (id),
  email text not null unique,
  name text not null,
  job_title text not null,
  role text not null check (role in ('principal', 'coordinator', 'handler', 'viewer')),
  status text not null check (status in ('invited', 'active', 'disabled')),
  password_hash text,
  invite_hash text unique,
  invite_expires_at text,
  created_at text not null,
  version integer not null default 1
) strict;
create index staff_school on staff (school_id);

create table sessions (
  token_hash text primary key,
  staff_id text not null references staff (id),
  created_at text not null,
  last_seen_at text not null,
  expires_at text not null
) strict;
create index sessions_staff on sessions (staff_id);

create table setup_tokens (
  token_hash text primary key,
  created_at text not null,
  used_at text
) strict;

create table places (
  id text primary key,
  school_id text not null references schools (id),
  code text not null unique,
  name text not null,
  kind text not null check (kind in ('gate', 'class', 'office', 'event')),
  active integer not null check (active in (0, 1)),
  created_at text not null
) strict;
create index places_school on places (school_id);

create table fields (
  id text primary key,
  school_id text not null references schools (id),
  code text not null,
  name_vi text not null,
  name_en text not null,
  default_handler_id text references staff (id),
  position integer not null,
  active integer not null check (active in (0, 1)),
  unique (school_id, code)
) strict;

create table calendar_days (
  school_id text not null references schools (id),
  day text not null,
  kind text not null check (kind in ('off', 'swap_off', 'swap_work')),
  name text not null,
  legal_basis text not null,
  confirmed integer not null check (confirmed in (0, 1)),
  primary key (school_id, day)
) strict, without rowid;

create table rounds (
  id text primary key,
  school_id text not null references schools (id),
  questionnaire text not null check (questionnaire in ('education', 'dossier')),
  questionnaire_version integer not null,
  name_vi text not null,
  name_en text not null,
  opens_on text not null,
  closes_on text not null,
  planned_closes_on text not null,
  state text not null check (state in ('planned', 'open', 'closed')),
  audience_size integer check (audience_size > 0),
  closed_on text,
  created_at text not null,
  version integer not null default 1
) strict;
create index rounds_school on rounds (school_id, questionnaire, state);
-- One open round for each questionnaire: the form behind the QR code never has to ask which one.
create unique index rounds_one_open on rounds (school_id, questionnaire) where state = 'open';

-- Random primary keys and no rowid: neither the order of rows nor a column tells when an answer came.
create table responses (
  id text primary key,
  school_id text not null references schools (id),
  round_id text not null references rounds (id),
  form text not null check (form in ('full', 'quick')),
  answered_on text not null,
  place_id text references places (id),
  relation text,
  age_group text,
  expectation integer check (expectation between 0 and 150),
  comment text,
  idempotency_hash text not null unique,
  body_hash text not null,
  receipt_hash text not null unique
) strict, without rowid;
create index responses_round on responses (round_id, answered_on);

create table answers (
  response_id text not null references responses (id),
  item text not null,
  level integer not null check (level between 0 and 5),
  primary key (response_id, item)
) strict, without rowid;

create trigger responses_never_change before update on responses begin select raise(abort, 'responses are never changed'); end;
create trigger responses_never_go before delete on responses begin select raise(abort, 'responses are never deleted'); end;
create trigger answers_never_change before update on answers begin select raise(abort, 'answers are never changed'); end;
create trigger answers_never_go before delete on answers begin select raise(abort, 'answers are never deleted'); end;

create table answer_counters (
  round_id text not null references rounds (id),
  item text not null,
  level integer not null,
  count integer not null check (count >= 0),
  primary key (round_id, item, level)
) strict, without rowid;

create table response_counters (
  round_id text not null references rounds (id),
  form text not null,
  count integer not null check (count >= 0),
  primary key (round_id, form)
) strict, without rowid;

create table cases (
  id text primary key,
  school_id text not null references schools (id),
  number text not null,
  kind text not null check (kind in ('feedback', 'suggestion', 'praise', 'question', 'complaint', 'denunciation')),
  field_id text not null references fields (id),
  place_id text references places (id),
  subject text not null,
  body text not null,
  sender_mode text not null check (sender_mode in ('named', 'protected', 'anonymous')),
  state text not null check (state in ('submitted', 'acknowledged', 'in_progress', 'more_info', 'awaiting_approval',
    'answered', 'published', 'closed', 'transferred', 'ineligible')),
  child_safety integer not null check (child_safety in (0, 1)),
  consent_publish integer not null check (consent_publish in (0, 1)),
  key_hash text not null unique,
  idempotency_hash text not null unique,
  body_hash text not null,
  submitted_on text not null,
  received_on text not null,
  acknowledge_due text not null,
  answer_due text not null,
  respond_by text,
  paused_on text,
  paused_days integer not null default 0,
  extended_on text,
  reopened_on text,
  acknowledged_on text,
  answered_on text,
  published_on text,
  closed_on text,
  assignee_id text references staff (id),
  search_text text not null,
  updated_at text not null,
  version integer not null default 1,
  unique (school_id, number)
) strict;
create index cases_inbox on cases (school_id, state, answer_due);
create index cases_assignee on cases (assignee_id, state);

create table case_contacts (
  case_id text primary key references cases (id),
  name text,
  phone text,
  email text
) strict, without rowid;

create table case_consents (
  id text primary key,
  case_id text not null references cases (id),
  purpose text not null check (purpose in ('contact', 'publish')),
  text_version text not null,
  given_on text not null,
  withdrawn_on text
) strict;
create index case_consents_case on case_consents (case_id);

create table case_events (
  id integer primary key,
  case_id text not null references cases (id),
  type text not null,
  actor text not null check (actor in ('parent', 'staff', 'system')),
  staff_id text references staff (id),
  from_state text,
  to_state text,
  note text,
  at text not null
) strict;
create index case_events_case on case_events (case_id, id);
create trigger case_events_never_change before update on case_events begin select raise(abort, 'the history of a case is never changed'); end;
create trigger case_events_never_go before delete on case_events begin select raise(abort, 'the history of a case is never deleted'); end;

create table case_messages (
  id integer primary key,
  case_id text not null references cases (id),
  direction text not null check (direction in ('parent', 'school', 'internal')),
  staff_id text references staff (id),
  body text not null,
  at text not null,
  idempotency_hash text unique
) strict;
create index case_messages_case on case_messages (case_id, id);

create table case_replies (
  id integer primary key,
  case_id text not null references cases (id),
  body text not null,
  state text not null check (state in ('draft', 'awaiting_approval', 'returned', 'approved')),
  drafted_by text not null references staff (id),
  decided_by text references staff (id),
  decision_note text,
  updated_at text not null
) strict;
create index case_replies_case on case_replies (case_id, id);

create table case_publication_drafts (
  case_id text primary key references cases (id),
  summary text not null,
  answer text not null,
  proposed_by text not null references staff (id),
  updated_at text not null
) strict, without rowid;

create table case_ratings (
  case_id text primary key references cases (id),
  level integer not null check (level between 1 and 5),
  rated_on text not null
) strict, without rowid;

create table case_numbers (
  school_id text not null references schools (id),
  day text not null,
  last integer not null,
  primary key (school_id, day)
) strict, without rowid;

create table publications (
  id text primary key,
  school_id text not null references schools (id),
  number text not null,
  kind text not null,
  field_code text not null,
  field_name_vi text not null,
  field_name_en text not null,
  sent_on text not null,
  received_on text not null,
  answered_on text not null,
  published_on text not null,
  days_taken integer not null,
  days_waited integer not null,
  on_time integer not null check (on_time in (0, 1)),
  reopened_on text,
  summary text not null,
  answer text not null,
  search_text text not null,
  unique (school_id, number)
) strict;
create index publications_list on publications (school_id, published_on);

create table outbox (
  id integer primary key,
  school_id text not null references schools (id),
  case_id text references cases (id),
  recipient text not null,
  subject text not null,
  body text not null,
  purpose text not null,
  dedupe_key text unique,
  created_at text not null,
  next_attempt_at text not null,
  attempts integer not null default 0,
  last_error text,
  sent_at text
) strict;
create index outbox_waiting on outbox (next_attempt_at) where sent_at is null;

create table audit (
  id integer primary key,
  school_id text not null references schools (id),
  staff_id text references staff (id),
  action text not null,
  target text,
  detail text,
  at text not null
) strict;
create index audit_school on audit (school_id, id);
create trigger audit_never_changes before update on audit begin select raise(abort, 'the audit log is never changed'); end;
create trigger audit_never_goes before delete on audit begin select raise(abort, 'the audit log is never deleted'); end;
`

import type SqliteDatabase from 'better-sqlite3'
import { auditHash, chainStart } from '../audit-chain.ts'
import type { AuditFacts } from '../audit-chain.ts'

/** Handling of cases in full: routing and conflicts of interest, held sending, formal files, attachments, corrections, requests about personal data. */
export const complaints = `
-- What a school may decide for itself.
alter table schools add column lunch_from_minute integer;
alter table schools add column lunch_to_minute integer;
alter table schools add column limits text;
alter table schools add column safety_words text;
alter table schools add column undo_minutes integer not null default 30;
alter table schools add column lighter_approval integer not null default 0;
alter table schools add column publish_pictures integer not null default 0;

-- A day on which the office closes early is a row of its own kind.
create table calendar_days_new (
  school_id text not null references schools (id),
  day text not null,
  kind text not null check (kind in ('off', 'swap_off', 'swap_work', 'short')),
  closes_minute integer check ((kind = 'short') = (closes_minute is not null)),
  name text not null,
  legal_basis text not null,
  confirmed integer not null check (confirmed in (0, 1)),
  primary key (school_id, day)
) strict, without rowid;
insert into calendar_days_new (school_id, day, kind, name, legal_basis, confirmed) select school_id, day, kind, name, legal_basis, confirmed from calendar_days;
drop table calendar_days;
alter table calendar_days_new rename to calendar_days;

alter table cases add column lang text not null default 'vi' check (lang in ('vi', 'en'));
alter table cases add column classify_due text;
alter table cases add column intake_due text;
alter table cases add column formal_stage text check (formal_stage in ('awaiting', 'accepted', 'complex', 'refused'));
alter table cases add column merged_into text references cases (id);
alter table cases add column barred text not null default '';
alter table cases add column proposed_assignee_id text references staff (id);
alter table cases add column routing_note text;
alter table cases add column safety_source text check (safety_source in ('sender', 'words', 'staff'));
alter table cases add column escalated_to text check (escalated_to in ('coordinator', 'principal'));
alter table cases add column escalated_on text;
alter table cases add column outgoing_at text;
alter table cases add column frozen_on text;
alter table cases add column anonymised_on text;
create index cases_merged on cases (merged_into) where merged_into is not null;
update cases set safety_source = 'sender' where child_safety = 1;

alter table case_events add column case_version integer;
-- The history stays as it is, but for personal data in its words, which the law wants gone one day: they may be masked, nothing else.
drop trigger case_events_never_change;
create trigger case_events_never_change before update of id, case_id, type, actor, staff_id, from_state, to_state, at, case_version on case_events
begin select raise(abort, 'the history of a case is never changed'); end;
create trigger case_events_only_masked before update of note on case_events when instr(coalesce(new.note, ''), '[đã ') = 0
begin select raise(abort, 'the history of a case is never changed'); end;

-- Where a consent was given and taken back: on the form, on the page of the case, or by a request that staff carried out.
alter table case_consents add column given_via text not null default 'form' check (given_via in ('form', 'case-page'));
alter table case_consents add column withdrawn_via text check (withdrawn_via in ('case-page', 'request'));


-- Whom a case is about: they neither see nor handle it.
create table case_conflicts (
  id text primary key,
  case_id text not null references cases (id),
  staff_id text references staff (id),
  name text not null,
  source text not null check (source in ('sender', 'words', 'staff')),
  reason text,
  noted_on text not null,
  cleared_by text references staff (id),
  cleared_on text,
  cleared_reason text
) strict;
create index case_conflicts_case on case_conflicts (case_id);

create table staff_absences (
  id text primary key,
  school_id text not null references schools (id),
  staff_id text not null references staff (id),
  deputy_id text not null references staff (id),
  from_day text not null,
  to_day text not null,
  created_at text not null,
  check (from_day <= to_day),
  check (staff_id <> deputy_id)
) strict;
create index staff_absences_deputy on staff_absences (deputy_id, to_day);

create table routing_rules (
  id text primary key,
  school_id text not null references schools (id),
  position integer not null,
  name text not null,
  kind text,
  field_id text references fields (id),
  place_id text references places (id),
  words text not null default '',
  urgent_only integer not null default 0 check (urgent_only in (0, 1)),
  handler_id text not null references staff (id),
  assign_at_once integer not null default 0 check (assign_at_once in (0, 1)),
  active integer not null default 1 check (active in (0, 1))
) strict;
create index routing_rules_school on routing_rules (school_id, position);

-- What staff have sent and can still take back: nothing has happened to the case until it goes out.
create table case_outgoing (
  case_id text primary key references cases (id),
  action text not null check (action in ('answer', 'ask', 'message')),
  body text not null,
  reply_id integer references case_replies (id),
  staff_id text not null references staff (id),
  created_at text not null,
  send_at text not null
) strict, without rowid;
create index case_outgoing_due on case_outgoing (send_at);

alter table case_replies add column questions text;
alter table case_replies add column checklist text;

create table reply_templates (
  id text primary key,
  school_id text not null references schools (id),
  purpose text not null check (purpose in ('acknowledge', 'ask', 'message', 'answer', 'extend', 'transfer', 'ineligible')),
  name text not null,
  kind text,
  field_id text references fields (id),
  body text not null,
  position integer not null,
  active integer not null default 1 check (active in (0, 1))
) strict;
create index reply_templates_school on reply_templates (school_id, purpose, position);

-- The formal file of a complaint or denunciation, with the clock the law gives it.
create table case_formal (
  case_id text primary key references cases (id),
  accept_due text not null,
  accepted_on text,
  refused_on text,
  refusal_reason text,
  is_complex integer not null default 0 check (is_complex in (0, 1)),
  complex_reason text,
  resolve_due text,
  dialogue_on text,
  dialogue_place text,
  dialogue_record text,
  decision_number text,
  decision_on text,
  decision_body text
) strict, without rowid;

-- Files lie outside the web root; a row tells what they are. 'checksum' is of the file as it is stored.
create table attachments (
  id text primary key,
  school_id text not null references schools (id),
  case_id text not null references cases (id),
  message_id integer references case_messages (id),
  origin text not null check (origin in ('parent', 'staff')),
  type text not null check (type in ('image', 'pdf')),
  bytes integer not null,
  width integer,
  height integer,
  checksum text not null,
  added_on text not null,
  removed_on text,
  position integer not null default 0,
  -- What a picture shows, in words: only of one that is proposed for publication.
  public_description text
) strict, without rowid;
create index attachments_case on attachments (case_id);

-- A file on its way: received piece by piece, so that a broken line costs only the last piece. The id is the keyed hash of the token that
-- the browser holds, and stays the file's id; the rest is known once the whole file has come and been made safe. The day only, as everywhere.
create table attachment_uploads (
  id text primary key,
  school_id text not null references schools (id),
  total_bytes integer not null,
  received_bytes integer not null default 0,
  type text check (type in ('image', 'pdf')),
  bytes integer,
  width integer,
  height integer,
  checksum text,
  created_on text not null
) strict, without rowid;
create index attachment_uploads_day on attachment_uploads (created_on);

-- Regions to black out, in thousandths of the picture's sides.
create table attachment_covers (
  id text primary key,
  attachment_id text not null references attachments (id),
  x integer not null, y integer not null, width integer not null, height integer not null,
  staff_id text not null references staff (id)
) strict, without rowid;
create index attachment_covers_file on attachment_covers (attachment_id);

create table publication_pictures (
  id text primary key,
  school_id text not null references schools (id),
  number text not null,
  description text not null,
  width integer not null,
  height integer not null,
  bytes integer not null,
  position integer not null
) strict, without rowid;
create index publication_pictures_number on publication_pictures (school_id, number);

alter table case_publication_drafts add column correction_note text;
-- The text that stands in public, with its covers, for those inside.
create table case_published_texts (
  case_id text primary key references cases (id),
  summary text not null,
  answer text not null,
  proposed_by text not null references staff (id),
  checked_by text not null references staff (id)
) strict, without rowid;

alter table publications add column withdrawn_on text;
alter table publications add column withdrawal_reason text;
create table publication_corrections (
  id integer primary key,
  school_id text not null references schools (id),
  number text not null,
  corrected_on text not null,
  note text not null
) strict;
create index publication_corrections_number on publication_corrections (school_id, number);

-- "Việc đã làm": stated by one person, verified by another, then copied to what the public reads.
create table measures (
  id text primary key,
  case_id text not null references cases (id),
  statement text not null,
  done_on text not null,
  stated_by text not null references staff (id),
  stated_on text not null,
  state text not null check (state in ('stated', 'verified', 'rejected', 'withdrawn')),
  verified_by text references staff (id),
  verified_on text,
  note text
) strict, without rowid;
create index measures_case on measures (case_id);
create table published_measures (
  id text primary key,
  school_id text not null references schools (id),
  number text not null,
  statement text not null,
  done_on text not null,
  verified_on text not null
) strict, without rowid;
create index published_measures_number on published_measures (school_id, number);

create table followers (
  id text primary key,
  school_id text not null references schools (id),
  number text not null,
  email text not null,
  lang text not null check (lang in ('vi', 'en')),
  token_hash text not null unique,
  asked_at text not null,
  confirmed_at text,
  unique (school_id, number, email)
) strict, without rowid;

-- Requests under the law on personal data, each with its own clock.
create table data_requests (
  id text primary key,
  school_id text not null references schools (id),
  case_id text not null references cases (id),
  kind text not null check (kind in ('see', 'correct', 'withdraw', 'restrict', 'delete')),
  body text not null,
  state text not null check (state in ('new', 'acknowledged', 'done', 'refused')),
  received_on text not null,
  acknowledge_due text not null,
  due text not null,
  acknowledged_on text,
  ended_on text,
  outcome text,
  handled_by text references staff (id),
  version integer not null default 1
) strict;
create index data_requests_school on data_requests (school_id, state, due);

create table saved_filters (
  id text primary key,
  staff_id text not null references staff (id),
  name text not null,
  query text not null,
  position integer not null
) strict, without rowid;
create index saved_filters_staff on saved_filters (staff_id, position);

-- What somebody was typing when the line broke or the laptop closed.
create table office_drafts (
  staff_id text not null references staff (id),
  case_id text not null references cases (id),
  action text not null,
  fields text not null,
  case_version integer not null,
  saved_at text not null,
  primary key (staff_id, case_id, action)
) strict, without rowid;

-- Lists and counts are read from indexes alone: the words of a case stand in its row, and a row takes a page of the file or more.
drop index cases_inbox;
create index cases_inbox on cases (school_id, state, answer_due, acknowledge_due, kind, barred, assignee_id, consent_publish, outgoing_at, merged_into, frozen_on, escalated_to, formal_stage, intake_due, number);
create index cases_received on cases (school_id, received_on, number);
create index cases_figures on cases (school_id, answer_due, kind, state, consent_publish, received_on, acknowledge_due, acknowledged_on, answered_on, paused_days, frozen_on, classify_due, merged_into, number, id);
create index publications_figures on publications (school_id, number, withdrawn_on, reopened_on, id);
create index outbox_office on outbox (school_id, sent_at, attempts, next_attempt_at, last_error, case_id);

-- Each line of the log carries the hash of the one before it; 'chainAudit' moves the old lines over, then it takes the old table's place.
create table audit_chained (
  id integer primary key,
  school_id text not null references schools (id),
  staff_id text references staff (id),
  action text not null,
  target text,
  detail text,
  at text not null,
  prev_hash text not null,
  hash text not null
) strict;
-- The newest line of each school. Changed first by whoever writes a line, so that two at once cannot both follow the same one.
create table audit_heads (
  school_id text primary key references schools (id),
  hash text not null,
  lines integer not null
) strict, without rowid;
`

/** Chains the lines written before there was a chain, in the order in which they were written. */
export function chainAudit(sqlite: SqliteDatabase.Database): void {
  const heads = new Map<string, { hash: string; lines: number }>()
  const insert = sqlite.prepare('insert into audit_chained (id, school_id, staff_id, action, target, detail, at, prev_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const lines = sqlite.prepare('select id, school_id, staff_id, action, target, detail, at from audit order by id').all() as (AuditFacts & { id: number })[]
  for (const line of lines) {
    const head = heads.get(line.school_id) ?? { hash: chainStart, lines: 0 }
    const hash = auditHash(head.hash, line)
    insert.run(line.id, line.school_id, line.staff_id, line.action, line.target, line.detail, line.at, head.hash, hash)
    heads.set(line.school_id, { hash, lines: head.lines + 1 })
  }
  const insertHead = sqlite.prepare('insert into audit_heads (school_id, hash, lines) values (?, ?, ?)')
  for (const [school, { hash, lines: count }] of heads) insertHead.run(school, hash, count)
}

export const chainedAudit = `
drop table audit;
alter table audit_chained rename to audit;
create index audit_school on audit (school_id, id);
-- Who has opened one case.
create index audit_target on audit (school_id, target);
create unique index audit_never_forks on audit (school_id, prev_hash);
create trigger audit_never_changes before update on audit begin select raise(abort, 'the audit log is never changed'); end;
create trigger audit_never_goes before delete on audit begin select raise(abort, 'the audit log is never deleted'); end;
`

import type SqliteDatabase from 'better-sqlite3'

/** What staff see of a round and what proves a receipt: counted and kept as it comes, so that looking costs the same whatever has come in. */
export const counters = `
-- How many forms came on which day: neither how long they were nor by which way they came.
create table day_counters (
  round_id text not null references rounds (id),
  day text not null,
  count integer not null check (count >= 0),
  primary key (round_id, day)
) strict, without rowid;
insert into day_counters (round_id, day, count) select round_id, answered_on, count(*) from responses group by round_id, answered_on;

create table place_counters (
  round_id text not null references rounds (id),
  place_id text not null references places (id),
  count integer not null check (count >= 0),
  primary key (round_id, place_id)
) strict, without rowid;
insert into place_counters (round_id, place_id, count) select round_id, place_id, count(*) from responses where place_id is not null group by round_id, place_id;

-- The answers to the question about the whole, by what people said of themselves; never two things that they said together.
create table group_counters (
  round_id text not null references rounds (id),
  grouping text not null check (grouping in ('age_group', 'relation')),
  code text not null,
  level integer not null,
  count integer not null check (count >= 0),
  primary key (round_id, grouping, code, level)
) strict, without rowid;

-- How many receipts of a round are in the ledger, sealed or not.
create table ledger_counters (
  round_id text primary key references rounds (id),
  count integer not null check (count >= 0)
) strict, without rowid;
insert into ledger_counters (round_id, count) select round_id, count(*) from ledger_entries group by round_id;

-- The lines of a day in the order of its tree.
create index ledger_entries_order on ledger_entries (school_id, day, round_id, tag);
drop index ledger_entries_day;

-- Of a day with many lines the roots of its parts, each with the line that it begins with: a proof reads one part, not the whole day.
create table ledger_parts (
  school_id text not null,
  number integer not null,
  part integer not null,
  round_id text not null,
  tag text not null,
  root text not null,
  primary key (school_id, number, part),
  foreign key (school_id, number) references ledger_seals (school_id, number)
) strict, without rowid;
create trigger ledger_parts_never_change before update on ledger_parts begin select raise(abort, 'a seal is never changed'); end;
create trigger ledger_parts_never_go before delete on ledger_parts begin select raise(abort, 'a seal is never deleted'); end;
`

/** Which question is about the whole stands in each round's questionnaire. */
export function countGroups(sqlite: SqliteDatabase.Database): void {
  for (const grouping of ['age_group', 'relation']) {
    sqlite.exec(`
      insert into group_counters (round_id, grouping, code, level, count)
      select responses.round_id, '${grouping}', responses.${grouping}, answers.level, count(*)
      from responses
      join rounds on rounds.id = responses.round_id
      join questionnaires on questionnaires.id = rounds.questionnaire_id
      join answers on answers.response_id = responses.id and answers.item = json_extract(questionnaires.definition, '$.overall.code')
      where responses.${grouping} is not null
      group by responses.round_id, responses.${grouping}, answers.level`)
  }
}

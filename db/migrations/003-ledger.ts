/** The public proof that no answer was dropped or changed: one line for each receipt, one seal for each day. */
export const ledger = `
create table ledger_entries (
  tag text primary key,
  school_id text not null references schools (id),
  round_id text not null references rounds (id),
  link text not null unique,
  commitment text not null,
  day text not null
) strict, without rowid;
create index ledger_entries_day on ledger_entries (school_id, day);

create table ledger_seals (
  school_id text not null references schools (id),
  number integer not null,
  day text not null,
  count integer not null check (count > 0),
  root text not null,
  previous text not null,
  hash text not null,
  primary key (school_id, number),
  unique (school_id, day)
) strict, without rowid;

create table ledger_seal_rounds (
  school_id text not null,
  number integer not null,
  round_id text not null references rounds (id),
  count integer not null check (count > 0),
  primary key (school_id, number, round_id),
  foreign key (school_id, number) references ledger_seals (school_id, number)
) strict, without rowid;
create index ledger_seal_rounds_round on ledger_seal_rounds (round_id);

create trigger ledger_entries_never_change before update on ledger_entries begin select raise(abort, 'the ledger is never changed'); end;
create trigger ledger_entries_never_go before delete on ledger_entries begin select raise(abort, 'the ledger is never deleted'); end;
create trigger ledger_seals_never_change before update on ledger_seals begin select raise(abort, 'a seal is never changed'); end;
create trigger ledger_seals_never_go before delete on ledger_seals begin select raise(abort, 'a seal is never deleted'); end;
create trigger ledger_seal_rounds_never_change before update on ledger_seal_rounds begin select raise(abort, 'a seal is never changed'); end;
create trigger ledger_seal_rounds_never_go before delete on ledger_seal_rounds begin select raise(abort, 'a seal is never deleted'); end;
`

/** How answers come in: open QR codes, one-time slips, paper, kiosk. Counters tell them apart. */
export const channels = `
alter table responses add column channel text not null default 'open' check (channel in ('open', 'slip', 'paper', 'kiosk'));

create table answer_counters_new (
  round_id text not null references rounds (id),
  channel text not null,
  item text not null,
  level integer not null,
  count integer not null check (count >= 0),
  primary key (round_id, item, level, channel)
) strict, without rowid;
insert into answer_counters_new (round_id, channel, item, level, count) select round_id, 'open', item, level, count from answer_counters;
drop table answer_counters;
alter table answer_counters_new rename to answer_counters;

create table response_counters_new (
  round_id text not null references rounds (id),
  channel text not null,
  form text not null,
  count integer not null check (count >= 0),
  primary key (round_id, form, channel)
) strict, without rowid;
insert into response_counters_new (round_id, channel, form, count) select round_id, 'open', form, count from response_counters;
drop table response_counters;
alter table response_counters_new rename to response_counters;

-- A slip is a keyed hash and whether it was used: not when, not by which answer.
create table slips (
  hash text primary key,
  round_id text not null references rounds (id),
  batch text not null,
  used integer not null default 0 check (used in (0, 1))
) strict, without rowid;
create index slips_round on slips (round_id, batch);

-- Answers that came with a slip wait here, closed, until enough of them are opened together in another order.
create table slip_envelopes (
  id text primary key,
  round_id text not null references rounds (id),
  key_id text not null,
  -- Finds a retry of the same page; unlike anything that stands beside the answer later.
  mark text not null unique,
  day text not null,
  content text not null
) strict, without rowid;
create index slip_envelopes_round on slip_envelopes (round_id);
`

/** Signs that a round's answers may not all be single parents' own: told in public, never acted on by deleting. */
export const flags = `
create table round_flags (
  round_id text not null references rounds (id),
  kind text not null check (kind in ('burst', 'identical')),
  day text not null,
  count integer not null,
  out_of integer,
  explanation text,
  primary key (round_id, kind, day)
) strict, without rowid;

-- How many long forms carry exactly the same answers: sums, so that a large round costs no more than a small one.
create table answer_patterns (
  round_id text not null references rounds (id),
  pattern text not null,
  count integer not null check (count > 0),
  primary key (round_id, pattern)
) strict, without rowid;
`

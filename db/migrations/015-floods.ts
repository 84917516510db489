/** What was taken in a flood without the check against machines is marked: nothing is turned away, and nothing is passed off as more than it is. */
export const floods = `
alter table cases add column unproven integer not null default 0 check (unproven in (0, 1));

create table round_flags_with_floods (
  round_id text not null references rounds (id),
  kind text not null check (kind in ('burst', 'identical', 'unproven')),
  day text not null,
  count integer not null,
  out_of integer,
  explanation text,
  primary key (round_id, kind, day)
) strict, without rowid;
insert into round_flags_with_floods (round_id, kind, day, count, out_of, explanation) select round_id, kind, day, count, out_of, explanation from round_flags;
drop table round_flags;
alter table round_flags_with_floods rename to round_flags;
`

/** Which key closes the envelopes of a round is settled in the database, so that every instance takes the same and none takes one that another is about to delete. */
export const envelopeKeys = `
-- The key itself lies in a file. One that is not current closes no more envelopes, and goes when none waits for it.
create table envelope_keys (
  id text primary key,
  round_id text not null references rounds (id),
  is_current integer not null check (is_current in (0, 1))
) strict, without rowid;
create unique index envelope_keys_current on envelope_keys (round_id) where is_current = 1;
create index envelope_keys_round on envelope_keys (round_id);
insert into envelope_keys (id, round_id, is_current) select key_id, min(round_id), 0 from slip_envelopes group by key_id;
`

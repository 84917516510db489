/** Paper forms that two people type in, and devices of the school on which parents answer. */
export const paperKiosk = `
-- How many sheets came back, as staff counted them; and how many were typed in once but not by a second person when the round closed.
alter table rounds add column paper_returned integer check (paper_returned >= 0);
alter table rounds add column paper_left integer check (paper_left >= 0);

-- A printed sheet: the keyed hash of the short code on it, so that nobody types in a sheet that they do not hold.
create table paper_sheets (
  hash text primary key,
  round_id text not null references rounds (id),
  serial integer not null check (serial > 0),
  form text not null check (form in ('full', 'quick')),
  state text not null default 'printed' check (state in ('printed', 'accepted', 'withdrawn')),
  reason text,
  unique (round_id, serial),
  check ((state = 'withdrawn') = (reason is not null))
) strict, without rowid;
create trigger paper_sheets_are_final before update on paper_sheets when old.state <> 'printed' begin select raise(abort, 'a sheet that was counted or withdrawn stays so'); end;
create trigger paper_sheets_never_go before delete on paper_sheets begin select raise(abort, 'a printed sheet is never deleted'); end;

-- What one person read on a sheet, sealed. Gone as soon as two people agree, the sheet is withdrawn or the round closes.
create table paper_readings (
  sheet text not null references paper_sheets (hash),
  staff_id text not null references staff (id),
  content text not null,
  primary key (sheet, staff_id)
) strict, without rowid;

-- A device of the school that takes answers of one round at one place. The code opens it once; after that only the device's own token counts.
create table kiosks (
  id text primary key,
  round_id text not null references rounds (id),
  place_id text not null references places (id),
  code_hash text unique,
  device_hash text unique,
  created_on text not null,
  revoked_on text
) strict, without rowid;
create index kiosks_round on kiosks (round_id);
`

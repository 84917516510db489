/** A second factor for staff: one-time codes of an app, passkeys, recovery codes, and what lies between the two steps of a sign-in. */
export const secondFactor = `
-- Who must have a second factor before the office opens.
alter table schools add column second_factor text not null default 'off' check (second_factor in ('off', 'leads', 'everybody'));

-- When this person last proved who they are: what changes the ways to sign in asks for it again after a while.
alter table sessions add column confirmed_at text;

-- A sign-in whose password was right and whose second factor is still to come. It is no session and opens nothing.
create table pending_sign_ins (
  token_hash text primary key,
  staff_id text not null references staff (id),
  tries integer not null default 0,
  expires_at text not null
) strict;
create index pending_sign_ins_staff on pending_sign_ins (staff_id);

-- The app that makes one-time codes. The secret is sealed; codes up to and with the one of the last step are used.
create table totp_factors (
  staff_id text primary key references staff (id),
  secret text not null,
  last_step integer not null,
  created_at text not null
) strict;

-- The same while it is being set up: it counts only once a code of it was typed.
create table totp_setups (
  staff_id text primary key references staff (id),
  secret text not null,
  expires_at text not null
) strict;

create table recovery_codes (
  hash text primary key,
  staff_id text not null references staff (id),
  used_at text
) strict;
create index recovery_codes_staff on recovery_codes (staff_id);

create table passkeys (
  id text primary key,
  staff_id text not null references staff (id),
  name text not null,
  public_key text not null,
  counter integer not null check (counter >= 0),
  transports text not null,
  created_at text not null,
  last_used_at text
) strict;
create index passkeys_staff on passkeys (staff_id);

-- What a passkey is asked to sign, once, for one visit.
create table passkey_challenges (
  visit_hash text not null,
  purpose text not null check (purpose in ('sign-in', 'add', 'confirm')),
  challenge text not null,
  expires_at text not null,
  primary key (visit_hash, purpose)
) strict;
create index passkey_challenges_expiry on passkey_challenges (expires_at);
`

/** Everything that happens to a published answer stands in one public log, and people may follow it by mail. */
export const publication = `
-- What has happened to a published answer since it first stood there: the public log, and what followers are told.
create table publication_changes (
  id integer primary key,
  school_id text not null references schools (id),
  number text not null,
  kind text not null check (kind in ('correction', 'answered_again', 'withdrawal', 'republished', 'measure', 'settled')),
  changed_on text not null,
  note text not null
) strict;
create index publication_changes_number on publication_changes (school_id, number);

-- What the old log held, and what was taken down before there was one, in the order in which it happened.
insert into publication_changes (school_id, number, kind, changed_on, note)
select school_id, number, kind, changed_on, note from (
  select school_id, number, 'settled' as kind, corrected_on as changed_on, note, id as place from publication_corrections
  union all
  select school_id, number, 'withdrawal', withdrawn_on, coalesce(withdrawal_reason, ''), 9e15 from publications where withdrawn_on is not null
)
order by changed_on, place, number;
drop table publication_corrections;

-- A case whose text was taken down is no longer published, whatever has become of the case.
update cases set published_on = null
where published_on is not null and exists (
  select 1 from publications where publications.school_id = cases.school_id and publications.number = cases.number and withdrawn_on is not null
);

-- The newest of publication_changes they know of.
alter table followers add column told_change integer not null default 0;

-- One click in the mail program ends what a message belongs to (RFC 8058).
alter table outbox add column unsubscribe_url text;
`

/** The words of a comment may go once they have been kept long enough; nothing else of a form ever changes (docs/decisions/0016). */
export const commentRetention = `
-- The commitment of the form without its comment, made with the pepper while the words still fitted their line in the ledger; empty where they did not.
create table removed_comments (
  response_id text primary key references responses (id),
  commitment text not null,
  removed_on text not null
) strict, without rowid;
create trigger removed_comments_never_change before update on removed_comments begin select raise(abort, 'removed comments are never changed'); end;
create trigger removed_comments_never_go before delete on removed_comments begin select raise(abort, 'removed comments are never deleted'); end;

drop trigger responses_never_change;
create trigger responses_never_change before update of id, school_id, round_id, form, answered_on, place_id, relation, age_group, expectation, idempotency_hash, body_hash, receipt_hash, channel on responses
begin select raise(abort, 'responses are never changed'); end;
create trigger comments_never_change before update of comment on responses
when new.comment is not null or not exists (select 1 from removed_comments where response_id = old.id)
begin select raise(abort, 'responses are never changed'); end;
`

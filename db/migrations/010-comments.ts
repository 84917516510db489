/** Comments of survey forms: sorted, searched and answered apart from the forms, which never change (docs/decisions/0026). */
export const comments = `
-- JSON; null: the themes that come with the product.
alter table schools add column comment_themes text;
-- The round of the comment that the case was made of; null where somebody sent it as feedback. Nobody holds its key.
alter table cases add column from_round_id text references rounds (id);

-- What is worked with of a comment. Its words stay in the form alone. Everything but the id, the round and the theme set by hand is worked out
-- again whenever 'state' is 'stale'.
create table comments (
  -- Random: the order of the list tells nothing.
  id text primary key,
  school_id text not null references schools (id),
  round_id text not null references rounds (id),
  response_id text not null unique references responses (id),
  state text not null check (state in ('new', 'stale', 'sorted')),
  theme text not null default 'other',
  -- Who moved it to its theme; null where the words did.
  themed_by text references staff (id),
  -- How the form was about the whole, in three sorts.
  mood text check (mood in ('low', 'middle', 'high')),
  -- Ids of the staff it names, each between spaces.
  barred text not null default '',
  search_text text not null default '',
  -- HMAC of the words: the same words in one round are one matter.
  text_hash text not null default ''
) strict, without rowid;
create index comments_list on comments (school_id, round_id, theme);
create index comments_waiting on comments (state) where state <> 'sorted';

insert into comments (id, school_id, round_id, response_id, state)
select lower(hex(randomblob(16))), responses.school_id, responses.round_id, responses.id, case rounds.state when 'closed' then 'stale' else 'new' end
from responses join rounds on rounds.id = responses.round_id where responses.comment is not null;

-- Which case was made of which words of a round. Inside only.
create table comment_cases (
  round_id text not null references rounds (id),
  text_hash text not null,
  case_id text not null references cases (id),
  primary key (round_id, text_hash)
) strict, without rowid;
create index comment_cases_case on comment_cases (case_id);

-- "Phụ huynh nói gì – nhà trường trả lời": what the public reads of a round's comments, in the school's words. Each change is a version of its own.
create table round_summaries (
  id text primary key,
  round_id text not null references rounds (id),
  number integer not null,
  -- JSON: theme, what parents said, what the school answers.
  content text not null,
  state text not null check (state in ('draft', 'waiting', 'published', 'replaced', 'withdrawn')),
  -- For whoever reads the version before it: what was corrected. Public.
  correction text,
  written_by text not null references staff (id),
  approved_by text references staff (id),
  -- Why it came back.
  note text,
  -- JSON: how many comments each theme had when it was published, null where that is hidden.
  counts text,
  published_on text,
  ended_on text,
  -- Public.
  withdrawal_reason text,
  revision integer not null default 1,
  unique (round_id, number)
) strict;
create unique index round_summaries_one_at_work on round_summaries (round_id) where state in ('draft', 'waiting');
create unique index round_summaries_one_public on round_summaries (round_id) where state = 'published';
`

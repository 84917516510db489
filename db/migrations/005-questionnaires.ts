import { randomUUID } from 'node:crypto'
import type SqliteDatabase from 'better-sqlite3'
import { dossier } from '#app/surveys/templates/dossier.ts'
import { preschool } from '#app/surveys/templates/preschool.ts'

/** Questionnaires become data of the school. What has been published once stays word for word, and so does what a round asks once it has opened. */
export const questionnaires = `
create table questionnaires (
  id text primary key,
  school_id text not null references schools (id),
  survey text not null check (survey in ('education', 'dossier')),
  -- Counts within school and survey; a draft has none yet.
  version integer check ((version is null) = (state = 'draft')),
  title_vi text not null,
  title_en text not null,
  definition text not null,
  state text not null check (state in ('draft', 'in_use', 'retired')),
  -- The questionnaire it was copied from, or 'template:' and the name of one.
  based_on text,
  created_by text references staff (id),
  created_at text not null,
  published_at text,
  -- Goes up with every change of a draft: two people at one draft notice each other.
  revision integer not null default 1,
  unique (school_id, survey, version)
) strict;
create unique index questionnaires_one_draft on questionnaires (school_id, survey) where state = 'draft';
create unique index questionnaires_one_in_use on questionnaires (school_id, survey) where state = 'in_use';

create trigger questionnaires_stay before update on questionnaires
when old.state <> 'draft' and (
  new.id <> old.id or new.school_id <> old.school_id or new.survey <> old.survey or new.version is not old.version
  or new.title_vi <> old.title_vi or new.title_en <> old.title_en or new.definition <> old.definition
  or not (new.state = old.state or (old.state = 'in_use' and new.state = 'retired'))
)
begin select raise(abort, 'a published questionnaire is never changed'); end;
create trigger questionnaires_never_go before delete on questionnaires when old.state <> 'draft'
begin select raise(abort, 'a published questionnaire is never deleted'); end;

alter table rounds add column questionnaire_id text references questionnaires (id);
`

/** After the rounds that were there have theirs. */
export const questionnaireRules = `
create trigger rounds_ask_something before insert on rounds when new.questionnaire_id is null
begin select raise(abort, 'a round needs its questionnaire'); end;
create trigger rounds_keep_asking before update of questionnaire_id, questionnaire_version on rounds
when new.questionnaire_id is null or (old.state <> 'planned' and (new.questionnaire_id <> old.questionnaire_id or new.questionnaire_version <> old.questionnaire_version))
begin select raise(abort, 'a round that has opened keeps its questionnaire'); end;
`

/** The schools that are there already have asked the first templates until now, as version 1. */
export function giveQuestionnaires(sqlite: SqliteDatabase.Database): void {
  const schools = sqlite.prepare('select id, created_at from schools').all() as { id: string; created_at: string }[]
  const add = sqlite.prepare(
    "insert into questionnaires (id, school_id, survey, version, title_vi, title_en, definition, state, based_on, created_at, published_at) values (?, ?, ?, 1, ?, ?, ?, 'in_use', ?, ?, ?)",
  )
  const pin = sqlite.prepare('update rounds set questionnaire_id = ? where school_id = ? and questionnaire = ?')
  for (const school of schools) {
    for (const [name, { code, title, ...definition }] of Object.entries({ preschool, dossier })) {
      const id = randomUUID()
      add.run(id, school.id, code, title.vi, title.en, JSON.stringify(definition), `template:${name}`, school.created_at, school.created_at)
      pin.run(id, school.id, code)
    }
  }
}

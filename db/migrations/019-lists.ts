import type SqliteDatabase from 'better-sqlite3'

/** Whatever a list of cases is asked for stands in one index in its order, so that counting a filter reads nothing else of a case. */
export const lists = `
drop index cases_received;
create index cases_list on cases (school_id, received_on, number, state, kind, barred, assignee_id, place_id, field_id, child_safety, escalated_to, merged_into);
`

/**
 * Words that few cases hold are found by their trigrams instead of looking through all (`fewCasesWith`). The index keeps which cases hold a trigram, not where, and none of the text: what it finds is
 * compared with the words. Its triggers write what is only ever read together with the cases, so whoever looks at what wrote the cases (db/changes.ts) misses nothing.
 */
export function indexTrigrams(sqlite: SqliteDatabase.Database): void {
  sqlite.exec(`
    create virtual table case_trigrams using fts5(search_text, content='cases', tokenize='trigram', detail=none, columnsize=0);
    -- What is erased goes at once, not with the next time that parts of the index are put together.
    insert into case_trigrams (case_trigrams, rank) values ('secure-delete', 1);
    insert into case_trigrams (case_trigrams) values ('rebuild');
    create trigger case_trigrams_new after insert on cases begin
      insert into case_trigrams (rowid, search_text) values (new.rowid, new.search_text);
    end;
    create trigger case_trigrams_changed after update of search_text on cases when old.search_text <> new.search_text begin
      insert into case_trigrams (case_trigrams, rowid, search_text) values ('delete', old.rowid, old.search_text);
      insert into case_trigrams (rowid, search_text) values (new.rowid, new.search_text);
    end;
    create trigger case_trigrams_gone after delete on cases begin
      insert into case_trigrams (case_trigrams, rowid, search_text) values ('delete', old.rowid, old.search_text);
    end;`)
}

/** What the page of all schools shows of each: counted once a day from the school's own figures, so that looking at five hundred schools asks none of them. */
export const allSchools = `
create table school_figures (
  school_id text primary key references schools (id),
  as_of text not null,
  name text not null,
  sort_name text not null,
  search_text text not null,
  governing text not null,
  round_closed_on text,
  n_valid integer,
  satisfied integer,
  collected integer,
  audience integer,
  is_hidden integer not null check (is_hidden in (0, 1)),
  received integer not null,
  in_time integer not null,
  in_time_of integer not null,
  overdue integer not null,
  published integer not null,
  published_of integer not null,
  check ((n_valid is null) = (satisfied is null)),
  check ((n_valid is null) = (round_closed_on is null))
) strict, without rowid;
create index school_figures_name on school_figures (sort_name, school_id);
`

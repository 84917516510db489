/** Keys of one letter can be switched off by each person (WCAG 2.1.4). */
export const shortcuts = `
alter table staff add column shortcuts integer not null default 1 check (shortcuts in (0, 1));
`

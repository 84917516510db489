/** The ways to look at the inbox. `waiting` is the first page: everything that still owes an answer, due first. */
export const inboxViews = ['waiting', 'mine', 'overdue', 'escalated', 'unassigned', 'approve', 'publish', 'done', 'all'] as const
export type InboxView = (typeof inboxViews)[number]

export const inboxPageSize = 25

/** A search that finds more says so instead of counting them: who gets a thousand cases looks for one more word, and counting on would read every case of the school. */
export const mostCounted = 1000

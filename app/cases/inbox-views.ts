/** The ways to look at the inbox. `waiting` is the first page: everything that still owes an answer, due first. */
export const inboxViews = ['waiting', 'mine', 'overdue', 'escalated', 'unassigned', 'approve', 'publish', 'done', 'all'] as const
export type InboxView = (typeof inboxViews)[number]

export const inboxPageSize = 25

/** Where a message stands: on its way, stuck until somebody looks at it or its pause is over, or taken by the mail server. */
export const mailStates = ['waiting', 'failed', 'sent'] as const
export type MailState = (typeof mailStates)[number]

/** Messages on one page of the outbox. */
export const mailPageSize = 25

/** Longest texts of a summary, in characters. */
export const summaryLimits = { said: 600, answer: 1500, correction: 300, reason: 300, note: 500 } as const

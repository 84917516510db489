import { forgetDrafts, noteSent } from '#app/ui/draft.ts'

/** Kept under one name for both languages, and forgotten on the receipt. */
export const feedbackDraft = 'phan-anh'

/** The report has arrived: nothing of it stays on this device. */
export function feedbackSent(): void {
  forgetDrafts(feedbackDraft)
  noteSent(feedbackDraft)
}

/** Mail to staff as staff. A teacher may be a parent too: mail for any other purpose hides its recipient even where the address is a colleague's. */
export const staffPurposes: ReadonlySet<string> = new Set([
  'case-new', 'child-safety', 'case-reminder', 'case-escalated', 'case-assigned', 'case-mentioned', 'case-to-approve', 'case-returned', 'case-taken-back', 'case-to-publish', 'case-rejected-publication',
  'case-parent-wrote', 'case-reopened', 'case-reclassified', 'case-measure-to-verify', 'case-measure-rejected', 'case-consent-withdrawn', 'case-contact-withdrawn', 'case-consent-given', 'data-request-new', 'data-request-reminder', 'staff:invitation', 'staff:new-password', 'staff:security',
])

/** Mail to whoever follows a published answer. */
export const followerPurposes: ReadonlySet<string> = new Set(['follow-confirm', 'follow-news'])

/** The hidden field that carries the key of one filled-in page. Apart from the making of keys, which the browser must not load. */
export const idempotencyField = 'lan_gui'

/**
 * Stands where the key of a page goes while the page is made: the server puts a fresh key there for each visit (page-cache.ts), so that the page itself
 * need not be made anew. Not a key itself, so that one that was forgotten is refused.
 */
export const keyMark = '~'.repeat(22)

/** The hidden field that carries the key of one filled-in page. Apart from the making of keys, which the browser must not load. */
export const idempotencyField = 'lan_gui'

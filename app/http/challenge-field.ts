/** The hidden field with the solved sum, and the button of a browser that cannot do it. Apart from the server's side, which the browser must not load. */
export const solutionField = 'loi_giai'
export const unprovenField = 'xem_lai'
/** A field only programs fill in: it is on every form that anybody can send, where nobody sees it. */
export const honeypotField = 'website'

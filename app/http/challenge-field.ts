/** The hidden field with the solved sum, and the button of a browser that cannot do it. Apart from the server's side, which the browser must not load. */
export const solutionField = 'loi_giai'
export const unprovenField = 'xem_lai'

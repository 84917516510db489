/** More than a page of the list holds; what is sent beyond it did not come from there. */
export const mostAtOnce = 100

export { comments } from './comments.ts'
export { rounds } from './rounds.ts'
export { hoaPhuongContent, senHongContent } from './school.ts'
export type * from './types.ts'

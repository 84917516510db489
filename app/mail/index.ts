export { queueMail } from './outbox.ts'
export type { NewMail } from './outbox.ts'

export { queueMail } from './outbox.ts'
export type { NewMail } from './outbox.ts'
export { deliverMail, smtpService } from './worker.ts'
export type { MailService } from './worker.ts'

export { may, roleLabels } from './permissions.ts'
export type { Permission } from './permissions.ts'
export { hashPassword, passwordProblem, minPasswordLength } from './passwords.ts'
export { startSession, findSession } from './sessions.ts'
export type { ActingStaff, SignedIn } from './sessions.ts'
export { absenceForm, absencesOn, addAbsence, deleteAbsence, listAbsences, possibleDeputies } from './absences.ts'
export type { AbsenceChange } from './absences.ts'
export { awayUntil, deputiesOf } from './stand-ins.ts'
export type { Absence } from './stand-ins.ts'
export { normalizeEmail, recordSignInBlocked, signIn, signOut } from './sign-in.ts'
export { changePassword, listSessions, setShortcuts, signOutEverywhere } from './own-account.ts'
export {
  acceptInvitation, changeRole, disableStaff, dutiesOf, enableStaff, findInvitation, findStaff, invitationDays, inviteStaff, listStaff, sendNewLink, sendNewLinkTo, updateStaff,
} from './accounts.ts'
export type { AccountChange } from './accounts.ts'
export { createSetupToken, isSetupNeeded, isSetupTokenGood, setUpSchool } from './setup.ts'
export {
  accountForm, changePasswordForm, inviteForm, newPasswordForm, repeatProblem, roleForm, setupForm, signInForm, slugOf,
} from './forms.ts'

import {
  acceptFormal, acknowledge, addConflict, addNote, approveReply, ask, assign, caseForms, clearAlarm, clearConflict, close, coverPicture, declareComplex, declareIneligible, extend, merge, message,
  passOutside, proposePublication, publish, raiseAlarm, recallReply, reclassify, recordDecision, recordDialogue, refuseFormal, removeFile, rejectMeasure, resume, returnPublication, returnReply, saveDraft, sendNow, stateMeasure,
  submitReply, takeDown, transfer, undoSend, unmerge, verifyMeasure, withdrawMeasure,
} from '#app/cases/index.ts'
import type { CaseAction, CaseDesk, Outcome, StaffAct } from '#app/cases/index.ts'
import { parseForm } from '#app/http/forms.ts'
import type { FieldError, FormValues } from '#app/http/forms.ts'

export type Performed =
  | { outcome: Outcome; values: FormValues }
  | { errors: FieldError[]; values: FormValues }

type Perform = (desk: CaseDesk, act: Omit<StaffAct, 'version'>, form: URLSearchParams) => Promise<Performed>

/** Binds a form to the action it feeds. */
function performer<A extends keyof typeof caseForms>(
  action: A,
  run: (desk: CaseDesk, act: StaffAct, input: FormOutput<A>) => Promise<Outcome>,
): Perform {
  return async (desk, act, form) => {
    const parsed = parseForm(caseForms[action], form)
    if (!parsed.ok) return { errors: parsed.errors, values: parsed.values }
    const input = parsed.value as FormOutput<A>
    return { outcome: await run(desk, { ...act, version: input.version }, input), values: Object.fromEntries(form) }
  }
}

type FormOutput<A extends keyof typeof caseForms> = import('valibot').InferOutput<(typeof caseForms)[A]>

/** Files come to an address of their own, which takes more than a plain form. */
const performers: Record<Exclude<CaseAction, 'addFiles'>, Perform> = {
  acknowledge: performer('acknowledge', acknowledge),
  assign: performer('assign', assign),
  reclassify: performer('reclassify', reclassify),
  acceptFormal: performer('acceptFormal', acceptFormal),
  refuseFormal: performer('refuseFormal', refuseFormal),
  declareComplex: performer('declareComplex', declareComplex),
  recordDialogue: performer('recordDialogue', recordDialogue),
  recordDecision: performer('recordDecision', recordDecision),
  passOutside: performer('passOutside', passOutside),
  merge: performer('merge', merge),
  unmerge: performer('unmerge', unmerge),
  ask: performer('ask', ask),
  resume: performer('resume', resume),
  message: performer('message', message),
  removeFile: performer('removeFile', removeFile),
  extend: performer('extend', extend),
  draft: performer('draft', saveDraft),
  submitReply: performer('submitReply', submitReply),
  returnReply: performer('returnReply', returnReply),
  recallReply: performer('recallReply', recallReply),
  approveReply: performer('approveReply', approveReply),
  undoSend: performer('undoSend', undoSend),
  sendNow: performer('sendNow', sendNow),
  proposePublication: performer('proposePublication', proposePublication),
  returnPublication: performer('returnPublication', returnPublication),
  publish: performer('publish', publish),
  coverPicture: performer('coverPicture', coverPicture),
  takeDown: performer('takeDown', takeDown),
  stateMeasure: performer('stateMeasure', stateMeasure),
  verifyMeasure: performer('verifyMeasure', verifyMeasure),
  rejectMeasure: performer('rejectMeasure', rejectMeasure),
  withdrawMeasure: performer('withdrawMeasure', withdrawMeasure),
  transfer: performer('transfer', transfer),
  declareIneligible: performer('declareIneligible', declareIneligible),
  close: performer('close', close),
  note: performer('note', addNote),
  addConflict: performer('addConflict', addConflict),
  clearConflict: performer('clearConflict', clearConflict),
  raiseAlarm: performer('raiseAlarm', raiseAlarm),
  clearAlarm: performer('clearAlarm', clearAlarm),
}

/** Does what the pressed button says, or null where no action has that name. */
export function perform(desk: CaseDesk, act: Omit<StaffAct, 'version'>, form: URLSearchParams): Promise<Performed> | null {
  const action = form.get('viec') ?? ''
  return Object.hasOwn(performers, action) ? performers[action as keyof typeof performers](desk, act, form) : null
}

import type { ReactNode } from 'react'
import { useLocation, useRouteLoaderData } from '@remix-run/react'
import type { CaseAction, ChangeSince } from '#app/cases/index.ts'
import type { FormState } from '../form-state.ts'
import { caseHref, listOf } from '../list-place.ts'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import type { loader } from './case.tsx'
import { ChangesSince } from './ChangesSince.tsx'
import { KeptDraft, TypingState } from './KeptDraft.tsx'
import { useTyping } from './use-typing.ts'

/** What the page's action gives back where something was not accepted: which form it was, and what was typed. */
export interface CaseFormState extends FormState {
  action: CaseAction
  /** Somebody else was faster. */
  isConflict?: boolean
  /** What they did meanwhile. */
  changes?: readonly ChangeSince[]
}

export interface CaseFormProps {
  number: string
  version: number
  state: CaseFormState | undefined
}

/** The properties of one field of one form: ids are made unique, since the page has several forms with a field of that name. `record`: as in `CaseForm`. */
export function fieldsOf(action: CaseAction, state: CaseFormState | undefined, initial: Record<string, string | undefined> = {}, record?: string) {
  return (name: string) => {
    const mine = state?.action === action ? state : undefined
    const error = mine?.errors.find((one) => one.field === name)?.message
    return { name, id: record === undefined ? `${action}-${name}` : `${action}-${name}-${record}`, defaultValue: mine?.values[name] ?? initial[name] ?? '', ...(error === undefined ? {} : { error }) }
  }
}

/**
 * A form of the case page. It carries the action and the version that was shown, keeps a draft of what is being written, and shows its own errors.
 * A second button may carry another action as its own `viec`. `record` tells forms of one action apart where the page has several; their short notes are not kept.
 */
export function CaseForm({ action, number, version, state, also = [], record, children }: CaseFormProps & { action: CaseAction; also?: CaseAction[]; record?: string; children: ReactNode }) {
  const id = record === undefined ? action : `${action}-${record}`
  const fieldEnd = record === undefined ? '' : `-${record}`
  const mine = state && [action, ...also].includes(state.action) ? state : undefined
  const list = listOf(useLocation().search)
  const file = useRouteLoaderData<typeof loader>('routes/office/case/case')?.file
  const note = file?.draftNotes[action]
  // What has just been sent back with an error is newer than what was kept before.
  const { ref, state: typing } = useTyping({ number, action, version, restore: mine ? undefined : file?.drafts[action] })
  return (
    <form method="post" action={`${caseHref(number, list)}#${id}`} id={id} className="stack" ref={record === undefined ? ref : undefined}>
      <HiddenField name="version" value={version} />
      {note && !mine && record === undefined ? <KeptDraft note={note} number={number} action={action} /> : null}
      {mine ? (
        <ErrorSummary errors={mine.errors.map(({ field, message }) => ({ field: field === '' ? undefined : `${action}-${field}${fieldEnd}`, message }))} />
      ) : null}
      {mine?.changes ? <ChangesSince changes={mine.changes} /> : null}
      {children}
      <TypingState state={typing} />
    </form>
  )
}

/** The value that a submit button of a CaseForm carries. */
export function doing(action: CaseAction) {
  return { name: 'viec', value: action } as const
}

import { createContext, useContext, useEffect, useState } from 'react'
import type { RefCallback } from 'react'

/**
 * Drafts of long forms, kept in this browser until the server says that the form is saved: a session that ends while somebody
 * is writing, a lost connection or a closed tab then costs nothing. They belong to one member of staff, last twelve hours
 * (as long as a session may), and go when that person signs out.
 */

const prefix = 'nhap:'
const maxAgeMs = 12 * 60 * 60 * 1000

interface Draft {
  values: Record<string, string>
  savedAt: number
  /** Sent to the server, whose answer has not been seen yet. */
  sent: boolean
}

const OwnerContext = createContext('')

/** Whose drafts they are: the id of the member of staff. The office layout provides it. */
export const DraftOwner = OwnerContext.Provider

/**
 * Gives a form a draft. Put `ref` on the `<form>`; `id` names what is being written and should change with the record
 * (`tra-loi-<case id>`). Text fields, text areas and selects are kept, hidden fields and passwords are not.
 *
 *     const { ref, restored, discard } = useDraft(`tra-loi-${caseId}`)
 *     <form ref={ref} method="post">…{restored ? <DraftNotice onDiscard={discard} /> : null}
 */
export function useDraft(id: string): { ref: RefCallback<HTMLFormElement>; restored: boolean; discard: () => void } {
  const key = `${prefix}${useContext(OwnerContext)}:${id}`
  const [form, setForm] = useState<HTMLFormElement | null>(null)
  const [restored, setRestored] = useState(false)

  useEffect(() => {
    if (!form) return
    forgetSentDrafts()
    const draft = readDraft(key)
    // eslint-disable-next-line react-hooks/set-state-in-effect -- what the draft differs in is known only once the form stands in the page
    if (draft) setRestored(fill(form, draft.values))

    const save = (sent: boolean) => writeDraft(key, { values: valuesOf(form), savedAt: Date.now(), sent })
    const onInput = () => save(false)
    // Other handlers may stop the form from being sent.
    const onSubmit = (event: Event) => {
      if (!event.defaultPrevented) save(true)
    }
    form.addEventListener('input', onInput)
    form.addEventListener('submit', onSubmit)
    return () => {
      form.removeEventListener('input', onInput)
      form.removeEventListener('submit', onSubmit)
    }
  }, [form, key])

  return {
    ref: setForm,
    restored,
    discard() {
      attempt(() => localStorage.removeItem(key))
      form?.reset()
      setRestored(false)
    },
  }
}

/** Drops the drafts that were sent, once the page says that something was done (`?da=…`), and those that are too old. */
export function forgetSentDrafts(): void {
  const done = new URLSearchParams(window.location.search).has('da')
  for (const key of draftKeys()) {
    const draft = readDraft(key)
    if (!draft || (done && draft.sent)) attempt(() => localStorage.removeItem(key))
  }
}

/** Drops every draft in this browser: at sign-out. */
export function forgetAllDrafts(): void {
  for (const key of draftKeys()) attempt(() => localStorage.removeItem(key))
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const keptInputs = new Set(['text', 'search', 'email', 'tel', 'url', 'number', 'date', 'time'])

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement || (element instanceof HTMLInputElement && keptInputs.has(element.type)),
  ).filter((control) => control.name !== '')
}

function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(controlsOf(form).map((control) => [control.name, control.value]))
}

/** True where the draft said something else than the page. */
function fill(form: HTMLFormElement, values: Record<string, string>): boolean {
  let changed = false
  for (const control of controlsOf(form)) {
    const value = values[control.name]
    if (value === undefined || value === control.value) continue
    control.value = value
    // Whatever shows the text a second time follows.
    control.dispatchEvent(new Event('input', { bubbles: true }))
    changed = true
  }
  return changed
}

function draftKeys(): string[] {
  return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix))) ?? []
}

function readDraft(key: string): Draft | null {
  const draft = attempt(() => JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null) ?? null
  return draft && Date.now() - draft.savedAt < maxAgeMs ? draft : null
}

function writeDraft(key: string, draft: Draft): void {
  attempt(() => localStorage.setItem(key, JSON.stringify(draft)))
}

/** Storage may be full, damaged or forbidden: then there is no draft, and the form works as before. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

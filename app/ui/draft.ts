/**
 * What somebody is writing, kept on their own phone until it is sent. Every function does nothing where the browser keeps
 * nothing (private windows, some in-app browsers): a draft is a kindness, never a condition.
 */

const prefix = 'lang-nghe:'
/** Where the browser keeps the draft of this name. */
export const draftKey = (name: string): string => `${prefix}${name}`

const keptForMs = 3 * 24 * 60 * 60 * 1000

export type Draft = Record<string, string>

/** Remembers every field of the form that has a value; the last value of a name counts. */
export function keepDraft(name: string, form: HTMLFormElement): void {
  const values: Draft = {}
  for (const [field, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') values[field] = value
  }
  try {
    localStorage.setItem(draftKey(name), JSON.stringify({ at: Date.now(), values }))
  } catch {
    // Storage is full, switched off or forbidden.
  }
}

/** What was kept under this name, if it is not older than three days. */
export function readDraft(name: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(draftKey(name)) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('at' in kept) || !('values' in kept)) return null
    if (typeof kept.at !== 'number' || Date.now() - kept.at > keptForMs) {
      forgetDrafts(name)
      return null
    }
    return kept.values as Draft
  } catch {
    return null
  }
}

/** Removes every draft whose name begins like this. */
export function forgetDrafts(nameStart: string): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix + nameStart)) localStorage.removeItem(key)
    }
  } catch {
    // Nothing could be kept, so there is nothing to remove.
  }
}

/** True where this browser keeps drafts at all. */
export function keepsDrafts(): boolean {
  try {
    localStorage.setItem(`${prefix}thu`, '')
    localStorage.removeItem(`${prefix}thu`)
    return true
  } catch {
    return false
  }
}

/** Notes in this tab that the form has been sent: what the browser fills in again on the way back is not to be sent a second time. */
export function noteSent(name: string): void {
  try {
    sessionStorage.setItem(`${prefix}da-gui:${name}`, '1')
  } catch {
    // The browser forgets what was typed there, or the server sees that it is the same report.
  }
}

/** True where the browser came back to, or reloaded, a form that has been sent from this tab and not been written in since. */
export function isBackAfterSent(name: string): boolean {
  try {
    return isReturn() && sessionStorage.getItem(`${prefix}da-gui:${name}`) !== null
  } catch {
    return false
  }
}

/** True on a page that was reloaded or come back to: then the browser itself may have filled in the form again. */
export function isReturn(): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  return navigation instanceof PerformanceNavigationTiming && (navigation.type === 'back_forward' || navigation.type === 'reload')
}

/** Something new is being written: the note has done its work. */
export function forgetSent(name: string): void {
  try {
    sessionStorage.removeItem(`${prefix}da-gui:${name}`)
  } catch {
    // Nothing could be noted.
  }
}

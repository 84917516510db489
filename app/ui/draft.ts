/**
 * What somebody is writing, kept on their own phone until it is sent. Every function does nothing where the browser keeps
 * nothing (private windows, some in-app browsers): a draft is a kindness, never a condition.
 */

const prefix = 'lang-nghe:'
const keptForMs = 3 * 24 * 60 * 60 * 1000

export type Draft = Record<string, string>

/** Remembers every field of the form that has a value; the last value of a name counts. */
export function keepDraft(name: string, form: HTMLFormElement): void {
  const values: Draft = {}
  for (const [field, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') values[field] = value
  }
  try {
    localStorage.setItem(prefix + name, JSON.stringify({ at: Date.now(), values }))
  } catch {
    // Storage is full, switched off or forbidden.
  }
}

/** What was kept under this name, if it is not older than three days. */
export function readDraft(name: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + name) ?? 'null')
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

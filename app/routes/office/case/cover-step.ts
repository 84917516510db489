import { toggleCover } from '#app/cases/cover-edit.ts'
import type { CaseFile } from '#app/cases/index.ts'
import { formValues } from '#app/http/forms.ts'
import type { FormValues } from '#app/http/forms.ts'

/**
 * Without scripts the buttons that cover or uncover send the form: nothing is saved, the page comes back with the text changed. The button says
 * `field:place:words`, or `bat-dau:field` to begin from the original with all suggestions covered. Null where no such button was pressed.
 */
export function coverStep(form: URLSearchParams, writing: CaseFile['writing']): FormValues | null {
  const pressed = /^(bat-dau|summary|answer):(\d{1,6}(?=:)|summary$|answer$):?([\s\S]*)$/.exec(form.get('che') ?? '')
  if (!pressed) return null
  const values = formValues(form)
  const [, what = '', where = '', words = ''] = pressed
  if (what === 'bat-dau') {
    const begin = where === 'summary' ? writing?.summary : writing?.answer
    return begin === undefined || values[where]?.trim() ? values : { ...values, [where]: begin }
  }
  return { ...values, [what]: toggleCover(values[what] ?? '', Number(where), words.replace(/\r\n?/g, '\n')) }
}

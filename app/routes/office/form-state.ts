import type { FieldError, FormValues } from '#app/http/forms.ts'

/** What an action gives back where a form was not accepted. */
export interface FormState {
  errors: FieldError[]
  values: FormValues
}

/**
 * The name, the value to start with and the error of each field: what was typed after a failed attempt, otherwise `initial`.
 *
 *     const field = formFields(useActionData<typeof action>(), { name: staff.name })
 *     <TextField label="Họ và tên" {...field('name')} />
 */
export function formFields(state: FormState | undefined, initial: FormValues = {}) {
  return (name: string) => {
    const error = state?.errors.find((one) => one.field === name)?.message
    return { name, defaultValue: state?.values[name] ?? initial[name] ?? '', ...(error === undefined ? {} : { error }) }
  }
}

/** The error of one field alone, for controls that take no value, such as passwords. */
export function errorOf(state: Pick<FormState, 'errors'> | undefined, name: string): { error?: string } {
  const error = state?.errors.find((one) => one.field === name)?.message
  return error === undefined ? {} : { error }
}

/** What was typed, without what must not be sent back to the page. */
export function withoutPasswords(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !['password', 'passwordAgain', 'current', 'code', 'recovery'].includes(name)))
}

import * as v from 'valibot'

export interface FieldError {
  /** The form field, whose control has this id. */
  field: string
  message: string
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; errors: FieldError[]; values: FormValues }
/** What was typed, as typed: given back to the page so that nothing is lost. */
export type FormValues = Record<string, string>

/** Reads a form, without any NUL in it. Throws a 400 where the body is not one, which only a broken client sends. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  try {
    return new URLSearchParams((await request.text()).replace(/%00|\0/g, ''))
  } catch {
    throw new Response('Không đọc được nội dung đã gửi', { status: 400 })
  }
}

/** Every field once, as text. A name sent twice keeps its last value; control characters but line breaks and tabs go. */
export function formValues(form: URLSearchParams): FormValues {
  const values: FormValues = {}
  for (const [name, value] of form) {
    // eslint-disable-next-line no-control-regex -- control characters are exactly what is removed
    values[name] = value.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').toWellFormed()
  }
  return values
}

/** Checks a form against its schema: the value, or one message for each wrong field together with all that was typed. */
export function parseForm<S extends v.GenericSchema<unknown, unknown>>(schema: S, form: URLSearchParams): Parsed<v.InferOutput<S>> {
  const values = formValues(form)
  const result = v.safeParse(schema, { ...unsent(schema), ...values })
  if (result.success) return { ok: true, value: result.output }
  const errors = new Map<string, string>()
  for (const issue of result.issues) {
    const field = v.getDotPath(issue) ?? ''
    if (!errors.has(field)) errors.set(field, issue.message)
  }
  return { ok: false, errors: [...errors].map(([field, message]) => ({ field, message })), values }
}

/**
 * An empty text for each field that must be there. A browser leaves out a radio group of which none is chosen: it is to be
 * answered by the field's own words, not by the library's, which are English.
 */
function unsent(schema: v.GenericSchema<unknown, unknown>): FormValues {
  const { entries = {} } = schema as { entries?: Record<string, { type: string }> }
  const required = Object.keys(entries).filter((name) => !['optional', 'exact_optional', 'nullish', 'undefinedable'].includes(entries[name]!.type))
  return Object.fromEntries(required.map((name) => [name, '']))
}

import { valibotResolver } from '@hookform/resolvers/valibot'
import { useMemo } from 'react'
import { useForm } from 'react-hook-form'
import type { Resolver } from 'react-hook-form'
import * as v from 'valibot'
import { intakeFields, intakeSchema } from '#app/cases/intake-form.ts'
import { useLang } from '#app/i18n/text.tsx'
import type { FeedbackValues } from './values.ts'

/** The form's controls, checked by the same schema as on the server. */
export function useFeedback(fields: readonly { code: string }[], typed: FeedbackValues) {
  const lang = useLang()
  const schema = useMemo(() => intakeSchema(lang, fields.map((field) => field.code)), [lang, fields])
  const resolver = useMemo(() => valibotResolver(schema) as unknown as Resolver<FeedbackValues>, [schema])
  // Nothing is checked on leaving a control: a message that comes or goes between press and release moves what is being pressed.
  // `all`: otherwise the resolver stops at the first thing that is wrong between two controls.
  const form = useForm<FeedbackValues>({ mode: 'onSubmit', criteriaMode: 'all', resolver, defaultValues: typed, shouldFocusError: false })
  const { errors } = form.formState
  return {
    ...form,
    errors,
    /** Takes a message away as soon as its control is put right. For the form's `onInput`. */
    lookAgain(target: EventTarget) {
      const name = target instanceof Element ? target.getAttribute('name') : null
      const wrong = intakeFields.find((field) => field === name && errors[field])
      if (wrong) void form.trigger(wrong)
    },
    /** Names of the controls that are not right yet. */
    wrongControls(values: FeedbackValues): Set<string> {
      const result = v.safeParse(schema, values)
      return new Set(result.issues?.map((issue) => v.getDotPath(issue) ?? ''))
    },
  }
}

export type FeedbackHook = ReturnType<typeof useFeedback>

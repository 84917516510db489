import type { PrintedForm } from '#app/print/index.ts'
import { surveyText } from '#app/i18n/messages/survey.ts'
import { levelLabels, noOpinionLabel, partsOf, relations } from './questionnaires.ts'
import type { FormCode, Questionnaire } from './questionnaires.ts'

/** What a questionnaire asks, as it stands on paper: the same questions in the same order as on the screen where it is typed in. */
export function printedFormOf(asked: Questionnaire, form: FormCode): Pick<PrintedForm, 'title' | 'parts' | 'expectation' | 'choices' | 'comment' | 'levels' | 'noOpinion'> {
  const parts = partsOf(asked, form).map(({ area, items }) => ({ name: form === 'full' ? area.name : null, questions: items.map((item) => item.wording) }))
  const about = asked.code === 'education'
  return {
    title: asked.title,
    parts: [...parts, { name: null, questions: [asked.overall.wording] }],
    expectation: form === 'full' && asked.expectation ? asked.expectation.wording : null,
    choices: [
      ...(about ? [{ question: surveyText.relation, options: relations.map((one) => one.label) }] : []),
      ...(about && asked.groups ? [{ question: asked.groups.wording, options: asked.groups.options.map((one) => one.label) }] : []),
    ],
    comment: asked.comment.wording,
    levels: levelLabels.map((one) => one.label),
    noOpinion: noOpinionLabel,
  }
}

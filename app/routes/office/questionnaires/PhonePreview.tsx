import { surveyText as m } from '#app/i18n/messages/survey.ts'
import type { Lang } from '#app/i18n/index.ts'
import { askedForm, formsOf, levelLabels, noOpinionLabel } from '#app/surveys/questionnaires.ts'
import type { AskedItem, Definition, FormCode } from '#app/surveys/questionnaires.ts'
import { LevelQuestion } from '#app/ui/LevelQuestion.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import type { QuestionnaireCode } from '#db/schema.ts'

export interface Look {
  form: FormCode
  lang: Lang
}

/** The form as a parent will see it, in the frame of a phone. Nothing in it can be used: it is to be looked at. */
export function PhonePreview({ survey, definition, look, choose, hrefOf }: {
  survey: QuestionnaireCode
  definition: Definition
  look: Look
  /** Where JavaScript runs; otherwise the links load the page again. */
  choose: (look: Look) => void
  hrefOf: (look: Look) => string
}) {
  const { lang } = look
  const form: FormCode = formsOf(definition).includes(look.form) ? look.form : 'full'
  const asked = askedForm({ code: survey, ...definition }, form, lang)
  const slug = survey === 'dossier' ? 'thu-tuc' : form === 'quick' ? 'nhanh' : 'day-du'
  const levels = levelLabels.map(({ level, label }) => ({ value: String(level), label: label[lang] }))
  const missing = lang === 'vi' ? '(chưa có lời)' : '(no words yet)'
  const words = (text: string) => (text === '' ? missing : text)
  const question = (item: AskedItem) => (
    <LevelQuestion key={item.code} name={`xem-${item.code}`} legend={words(item.wording)} levels={levels} noOpinionLabel={noOpinionLabel[lang]} />
  )
  const several = form === 'full' && asked.parts.length > 1
  const parts = asked.parts.length + 1
  const links: { label: string; to: Look; current: boolean }[] = [
    ...(formsOf(definition).length > 1
      ? [
          { label: 'Phiếu một phút', to: { form: 'quick' as const, lang }, current: form === 'quick' },
          { label: 'Phiếu đầy đủ', to: { form: 'full' as const, lang }, current: form === 'full' },
        ]
      : []),
    { label: 'Tiếng Việt', to: { form, lang: 'vi' }, current: lang === 'vi' },
    { label: 'English', to: { form, lang: 'en' }, current: lang === 'en' },
  ]
  return (
    <section className="phone-preview stack-s" aria-labelledby="xem-thu">
      <h2 id="xem-thu" className="card-title">
        Xem thử trên điện thoại
      </h2>
      <ul className="cluster plain-list phone-choice">
        {links.map(({ label, to, current }) => (
          <li key={label}>
            <a
              href={hrefOf(to)}
              aria-current={current ? 'true' : undefined}
              onClick={(event) => {
                event.preventDefault()
                choose(to)
              }}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever has no mouse scrolls it with the keys */}
      <div className="phone" tabIndex={0} role="region" aria-label="Phiếu như phụ huynh thấy">
        {/* React 18 passes `inert` on only as a text. */}
        <div className="phone-screen stack" lang={lang} {...{ inert: '' }}>
          <p className="phone-title">{m.forms[slug].title[lang]}</p>
          {several ? (
            <>
              {asked.parts.map((part, index) => (
                <div key={part.code} className="survey-area">
                  <p className="phone-heading">
                    <span className="survey-part">{m.part(index + 1, parts)[lang]}</span> {words(part.name)}
                  </p>
                  {part.items.map(question)}
                </div>
              ))}
              <div className="survey-area">
                <p className="phone-heading">
                  <span className="survey-part">{m.part(parts, parts)[lang]}</span> {m.overallPart[lang]}
                </p>
                {question(asked.overall)}
                {asked.expectation ? <TextField name={`xem-${asked.expectation.code}`} label={words(asked.expectation.wording)} width="xs" suffix="%" /> : null}
              </div>
            </>
          ) : (
            <div className="survey-area">
              {asked.parts.flatMap((part) => part.items).map(question)}
              {question(asked.overall)}
              {asked.expectation ? <TextField name={`xem-${asked.expectation.code}`} label={words(asked.expectation.wording)} width="xs" suffix="%" /> : null}
            </div>
          )}
          <div className="survey-area">
            <TextArea name={`xem-${asked.comment.code}`} label={words(asked.comment.wording)} rows={3} />
            {asked.groups ? (
              <p>
                <strong>{words(asked.groups.wording)}</strong> {asked.groups.options.map((one) => words(one.label)).join(' · ')}
              </p>
            ) : null}
          </div>
        </div>
      </div>
    </section>
  )
}

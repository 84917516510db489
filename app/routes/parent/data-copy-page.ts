import { translate } from '#app/i18n/index.ts'
import type { Lang, Message } from '#app/i18n/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { caseText, receiptText, stateWords, stepWords } from '#app/i18n/messages/case.ts'
import { feedbackText, kindChoices, senderChoices } from '#app/i18n/messages/feedback.ts'
import { ownDataText as m, requestStateWords, requestWords, roleWords } from '#app/i18n/messages/own-data.ts'
import type { DataCopy } from '#app/privacy/index.ts'

/** The copy as one page that opens without the site, everything in it escaped. */
export function dataCopyPage(copy: DataCopy, lang: Lang): string {
  const t = (message: Message) => escape(translate(lang, message))
  const file = m.file
  const { case: own } = copy
  const section = (title: Message, body: string) => `<h2>${t(title)}</h2>\n${body || `<p>${t(file.nothing)}</p>`}`
  const facts = (items: [string, string | null][]) =>
    `<dl>${items.filter(([, detail]) => detail !== null && detail !== '').map(([term, detail]) => `<dt>${term}</dt><dd>${detail}</dd>`).join('')}</dl>`
  const text = (words: string) => `<p class="text">${escape(words)}</p>`
  const list = (items: string[]) => (items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`)

  const sections = [
    section(
      file.case,
      facts([
        [t(receiptText.numberTerm), escape(own.number)],
        [t(file.subject), escape(own.subject)],
        [t(feedbackText.kind.short), t(kindChoices[own.kind].label)],
        [t(feedbackText.field.short), escape(lang === 'vi' ? own.fieldVi : own.fieldEn)],
        [t(feedbackText.story.placeShort), own.placeName === null ? null : escape(own.placeName)],
        [t(feedbackText.sender.short), t(senderChoices[own.sender].label)],
        [t(caseText.status), t(stateWords[own.state].title)],
        [t(receiptText.sentOn), formatDate(own.submittedOn)],
        [t(receiptText.answerBy), formatDate(own.answerDue)],
      ]),
    ),
    section(file.report, text(own.body)),
    ...(copy.keptFrom.length === 0 ? [] : [section(file.keptFrom, list(copy.keptFrom.map(({ written }) => escape(written))))]),
    section(
      file.contact,
      copy.contact === null
        ? `<p>${t(file.noContact)}</p>`
        : facts([[t(file.name), escape(copy.contact.name ?? '')], [t(file.phone), escape(copy.contact.phone ?? '')], [t(file.email), escape(copy.contact.email ?? '')]]),
    ),
    section(
      m.consents.title,
      list(
        copy.consents.map((consent) =>
          [
            escape(consent.words === null ? consent.version : `${consent.words.label}. ${consent.words.detail}`),
            t(m.consents.given(consent.givenOn)),
            t(m.consents.version(consent.version)),
            consent.withdrawnOn === null ? '' : t(m.consents.withdrawn(consent.withdrawnOn)),
          ].filter(Boolean).join('<br>'),
        ),
      ),
    ),
    section(file.conversation, copy.conversation.map((entry) => `<h3>${t(entry.from === 'parent' ? file.you : file.school)}, ${formatDate(entry.on)}</h3>${text(entry.body)}`).join('\n')),
    section(file.history, list(copy.history.map(({ step, on }) => `${formatDate(on)}: ${t(stepWords[step])}`))),
    section(
      file.public,
      copy.publication === null
        ? ''
        : `<p>${t(file.publishedOn(copy.publication.publishedOn))}${copy.publication.withdrawnOn === null ? '' : `. ${t(file.withdrawnOn(copy.publication.withdrawnOn))}`}</p>${text(copy.publication.summary)}${text(copy.publication.answer)}`,
    ),
    section(file.attachments, list(copy.attachments.map((one) => `${one.type === 'pdf' ? 'PDF' : 'JPEG'}, ${Math.ceil(one.bytes / 1024)} KB, ${formatDate(one.addedOn)}`))),
    section(file.mail, list(copy.mail.map((one) => `${formatDate(one.on)}: ${escape(one.subject)}${one.sent ? '' : ` (${t(file.waiting)})`}`))),
    section(
      m.requests.title,
      list(
        copy.requests.map((request) =>
          [`${t(requestWords[request.kind].label)}: ${t(requestStateWords[request.state])}`, `${t(m.requests.sent(request.receivedOn))}. ${t(m.requests.doneBy(request.due))}`, escape(request.body), escape(request.outcome ?? '')].filter(Boolean).join('<br>'),
        ),
      ),
    ),
    section(m.views.title, list(copy.identityViews.map((view) => `${t(roleWords[view.role])} ${t(m.views.line(view.on, view.times))}`))),
    section(file.opened, list(copy.openedBy.map(({ role, days }) => `${t(roleWords[role])}: ${t(file.days(days))}`))),
  ]
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${t(file.title(own.number))}</title>
<style>body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}dt{font-weight:600}dd{margin:0 0 .5rem}.text{white-space:pre-line}h2{margin-top:2rem}</style>
</head>
<body>
<h1>${t(file.title(own.number))}</h1>
<p>${t(file.made(copy.school, copy.madeOn))}</p>
${sections.join('\n')}
<p>${t(file.internal(copy.internal.notes, copy.internal.drafts))}</p>
<p>${t(file.key)}</p>
</body>
</html>
`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

import { translate } from '#app/i18n/index.ts'
import type { Lang } from '#app/i18n/index.ts'
import { feedText as m } from '#app/i18n/messages/follow.ts'
import { schoolUrl } from '#app/schools/index.ts'
import type { Db } from '#db/connect.ts'
import type { School } from '#db/schema.ts'
import { changesOf } from './changes.ts'
import type { PublicChange } from './changes.ts'
import { findPublished, latestPublished } from './published.ts'
import type { PublishedAnswer } from './published.ts'

/** Atom feeds (RFC 4287) of what the school has answered in public: of all answers, and of one with everything that happens to it. */

interface Place {
  school: School
  lang: Lang
  publicOrigin: string
}

interface Entry {
  id: string
  title: string
  href: string
  published: string
  updated: string
  text: string
}

const newest = 50

/** The newest answers, those that were taken down as such: a reader replaces what it has kept. */
export async function answersFeed(db: Db, place: Place): Promise<string> {
  const answers = await latestPublished(db, place.school, newest, { withdrawn: true })
  const changes = await changesOf(db, place.school, answers.map(({ number }) => number))
  const entries = answers.map((answer) => answerEntry(place, answer, changes.get(answer.number) ?? []))
  return atom(place, '/tra-loi', `${place.school.name}: ${translate(place.lang, m.all)}`, entries)
}

/** One answer and every change to it; undefined where there is none. */
export async function answerFeed(db: Db, place: Place, number: string): Promise<string | undefined> {
  const answer = await findPublished(db, place.school, number)
  if (!answer) return undefined
  const changes = (await changesOf(db, place.school, [number])).get(number) ?? []
  const entries = [answerEntry(place, answer, changes), ...changes.map((change, index) => changeEntry(place, change, index))]
  return atom(place, `/tra-loi/${number}`, `${place.school.name}: ${translate(place.lang, m.one(number))}`, entries.sort((a, b) => b.updated.localeCompare(a.updated)))
}

function answerEntry(place: Place, answer: PublishedAnswer, changes: readonly PublicChange[]): Entry {
  const t = (message: { vi: string; en: string }) => translate(place.lang, message)
  const { number, summary } = answer
  const isDown = answer.withdrawn_on !== null
  const days = [answer.published_on, answer.reopened_on ?? '', answer.withdrawn_on ?? '', ...changes.map(({ on }) => on)]
  const firstLine = summary.split('\n')[0]!
  return {
    id: tagOf(place, number),
    title: isDown ? t(m.takenDown(number)) : firstLine.length > 140 ? `${firstLine.slice(0, 139).trimEnd()}…` : firstLine,
    href: schoolUrl(place.publicOrigin, place.school, `/tra-loi/${number}`, place.lang),
    published: instantOf(answer.published_on, 0),
    // Two changes of one day are two stamps.
    updated: instantOf(days.sort().at(-1)!, changes.length + (answer.reopened_on === null ? 0 : 1)),
    text: isDown
      ? `${t(m.takenDownOn(answer.withdrawn_on!))} ${t(m.reason)} ${answer.withdrawal_reason}`
      : [summary, `${t(m.answer)} ${answer.answer}`, ...(answer.reopened_on === null ? [] : [t(m.reopened(answer.reopened_on))]), ...changes.map((change) => changeText(place, change))].join('\n\n'),
  }
}

function changeEntry(place: Place, change: PublicChange, index: number): Entry {
  const at = instantOf(change.on, index + 1)
  return {
    id: tagOf(place, `${change.number}/${change.id}`),
    title: translate(place.lang, m.changes[change.kind](change.on)),
    href: schoolUrl(place.publicOrigin, place.school, `/tra-loi/${change.number}`, place.lang),
    published: at,
    updated: at,
    text: changeText(place, change),
  }
}

function changeText({ lang }: Place, { kind, on, note }: PublicChange): string {
  const words = translate(lang, m.changes[kind](on))
  return note === '' ? `${words}.` : `${words}: ${note}`
}

/** A tag URI (RFC 4151), which stays the same when the words, the language or the slug change. */
function tagOf({ publicOrigin, school }: Place, what: string): string {
  return `tag:${new URL(publicOrigin).hostname},2026:${school.id}/${what}`
}

/** A day in Vietnam as an instant; days are all that is known, so the seconds only count what happened. */
function instantOf(day: string, seconds: number): string {
  return `${day}T00:00:${String(Math.min(seconds, 59)).padStart(2, '0')}+07:00`
}

function atom(place: Place, path: string, title: string, entries: readonly Entry[]): string {
  const { school, lang, publicOrigin } = place
  const page = schoolUrl(publicOrigin, school, path, lang)
  const updated = entries.map((entry) => entry.updated).sort().at(-1) ?? `${school.created_at.slice(0, 19)}Z`
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
    `  <id>${xml(tagOf(place, `${path.slice(1)}/${lang}`))}</id>`,
    `  <title>${xml(title)}</title>`,
    `  <updated>${updated}</updated>`,
    `  <author><name>${xml(school.name)}</name></author>`,
    `  <link rel="self" type="application/atom+xml" href="${xml(`${page}.atom`)}"/>`,
    `  <link rel="alternate" type="text/html" href="${xml(page)}"/>`,
    ...entries.flatMap((entry) => [
      '  <entry>',
      `    <id>${xml(entry.id)}</id>`,
      // What the school writes is Vietnamese, whatever language the feed is in.
      `    <title>${xml(entry.title)}</title>`,
      `    <link rel="alternate" type="text/html" href="${xml(entry.href)}"/>`,
      `    <published>${entry.published}</published>`,
      `    <updated>${entry.updated}</updated>`,
      `    <content type="text" xml:lang="vi">${xml(entry.text)}</content>`,
      '  </entry>',
    ]),
    '</feed>',
    '',
  ].join('\n')
}

/** Text as XML has it; what XML cannot hold at all is left out. */
function xml(text: string): string {
  return text
    .toWellFormed()
    // eslint-disable-next-line no-control-regex -- the characters that XML 1.0 forbids
    .replace(/[\u0000-\u0008\v\f\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

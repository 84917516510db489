import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { foldDiacritics } from '#app/i18n/format.ts'

/** The files under a folder (database, journal, attachments, all of it) in which one of these strings stands. */
export function filesWith(folder: string, strings: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name)
      const bytes = readFileSync(file)
      return strings.filter((text) => bytes.includes(text)).map((text) => `${path.relative(folder, file)}: ${text}`)
    })
}

/**
 * Which of these texts can be read out of a response: as it stands, or written as an address, as HTML or XML, as a string of JavaScript, in
 * base64 or hexadecimal, composed or decomposed, with or without accents. Numbers are found in whatever groups they are written.
 */
export function readableIn(bytes: Uint8Array, canaries: Record<string, string>): string[] {
  const layers = unwrapped(Buffer.from(bytes).toString('utf8'))
  const words = layers.map(plain)
  const digits = layers.map((text) => text.replace(/[\s.()-]/g, ''))
  return Object.entries(canaries)
    .filter(([, canary]) => (/^[\d\s]+$/.test(canary) ? digits.some((text) => text.includes(canary.replace(/\s/g, ''))) : words.some((text) => text.includes(plain(canary)))))
    .map(([name]) => name)
}

const plain = (text: string) => foldDiacritics(text.normalize('NFKC')).replace(/\s+/g, ' ')

/** The text, and what comes out of it when each wrapping is taken off, again and again. */
function unwrapped(text: string): string[] {
  const found = new Set([text])
  for (const one of found) {
    if (found.size > 40) break
    for (const open of [fromAddress, fromMarkup, fromScript]) found.add(open(one))
  }
  // A piece of base64 may begin anywhere in what looks like it.
  const packed = [...found].flatMap((one) => [...one.matchAll(/[\w+/-]{12,}/g)].map(([run]) => run))
  const opened = [...new Set(packed)].flatMap((run) => [...[0, 1, 2, 3].map((at) => Buffer.from(run.slice(at), 'base64').toString('utf8')), ...[0, 1].map((at) => Buffer.from(run.slice(at), 'hex').toString('utf8'))])
  return [...found, opened.join('\n')]
}

function fromAddress(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
function fromMarkup(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => letter(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});/g, (_, code: string) => letter(Number(code)))
    .replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole)
}

const letter = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '')

function fromScript(text: string): string {
  return text
    .replace(/\\u\{?([0-9a-f]{4,6})\}?/gi, (_, code: string) => letter(Number.parseInt(code, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, (_, code: string) => letter(Number.parseInt(code, 16)))
    .replace(/\\[nrt]/g, ' ')
    .replace(/\\(["'/\\])/g, '$1')
}

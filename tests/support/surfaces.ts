import { dayOf } from '#app/calendar/index.ts'
import { keepSchoolFigures } from '#app/publication/index.ts'
import type { TestApp } from './app.ts'
import { readPdf } from './pdf.ts'

const pages = ['', '/cac-truong', '/ty-le-hai-long', '/cam-ket', '/du-lieu', '/viec-da-lam', '/so-niem-phong', '/bien-nhan', '/khao-sat', '/nhung/the.html', '/nhung/huy-hieu.svg']
const files = ['ty-le-hai-long', 'phan-bo', 'phan-anh-da-tra-loi', 'tinh-hinh-xu-ly'].flatMap((name) => [`/du-lieu/${name}.csv`, `/du-lieu/${name}.csv?dau=cham-phay`, `/du-lieu/${name}.json`])
/** What scripts get instead of a page. */
const loaded = ['/_root.data', '/ty-le-hai-long.data', '/cam-ket.data', '/du-lieu.data', '/so-niem-phong.data']

/**
 * All that anybody can read of a round, address by address, what the school's own staff see of it last. Names made of chance (identifiers, tokens of a
 * single visit) are taken out, so that two schools whose parents answered differently can be held against each other letter by letter. `cookie` is a session of staff, where one has begun already.
 */
export async function everySurface(app: TestApp, roundId: string, { cookie }: { cookie?: string } = {}): Promise<Map<string, string>> {
  const surfaces = new Map<string, string>()
  const look = async (address: string, cookie?: string) => {
    const response = await app.get(address, { cookie })
    const bytes = Buffer.from(await response.arrayBuffer())
    const type = response.headers.get('content-type') ?? ''
    // Of a sheet its words: the code on it holds the round's identifier.
    const text = type.includes('pdf') ? (await readPdf(bytes)).map((sheet) => sheet.text).join('\n') : bytes.toString(type.includes('png') ? 'latin1' : 'utf8')
    surfaces.set(address.replaceAll(roundId, 'ID'), `${response.status} ${withoutChance(text)}`)
  }
  await keepSchoolFigures(app.db, dayOf(app.now()))
  for (const address of pages) for (const language of ['', '/en']) await look(`${language}${address}` || '/')
  for (const address of [...files, '/cac-truong.csv', ...loaded]) await look(address)
  for (const language of ['', '/en']) {
    await look(`${language}/ty-le-hai-long?dot=${roundId}`)
    await look(`${language}/ty-le-hai-long/${roundId}.png`)
    await look(`${language}/ty-le-hai-long/${roundId}.pdf`)
  }
  const staff = cookie ?? (await app.signInAs('principal'))
  for (const address of ['/office', '/office/dot-khao-sat', `/office/dot-khao-sat/${roundId}`, '/office/nhat-ky']) await look(address, staff)
  return surfaces
}

/** The addresses at which the two differ, each with where it begins. */
export function differences(one: Map<string, string>, other: Map<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((address) => {
    const [a = '', b = ''] = [one.get(address), other.get(address)]
    if (a === b) return []
    let at = 0
    while (a[at] === b[at]) at += 1
    return [`${address}: …${a.slice(Math.max(0, at - 40), at + 40)}… / …${b.slice(Math.max(0, at - 40), at + 40)}…`]
  })
}

function withoutChance(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    // Seals and the log's chain are hashes over those.
    .replace(/[0-9a-f]{64}/g, 'HASH')
    .replace(/nonce="[^"]*"/g, '')
    .replace(/(\\?"(?:nonce|reference)\\?",\\?")[^"\\]*/g, '$1')
    .replace(/name="lan_gui" value="[^"]*"/g, '')
}

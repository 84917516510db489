import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { closeRound, createRound, findRound, startRound, submitResponse } from '#app/surveys/index.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { readPdf } from '#tests/support/pdf.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let small: SeededSchool
let roundId: string

beforeAll(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool({ name: 'Trường "Hoa" <Phượng> & Sen' })
  small = await app.seedSchool({ slug: 'sen-hong' })
  roundId = await released(seeded, 12)
  await released(small, 9)
})
afterAll(() => app.close())

async function released(to: SeededSchool, count: number): Promise<string> {
  const input = { questionnaire: 'education' as const, nameVi: 'Học kỳ I', nameEn: 'First term', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 40 }
  const id = await createRound(app.db, to.school, input, null, testNow)
  await startRound(app.db, to.school, (await findRound(app.db, to.school, id))!, null, testNow)
  for (let i = 0; i < count; i += 1) {
    const answers = { A0: 4, F1: i % 4 === 0 ? 2 : 5 }
    await submitResponse(app.db, app.secrets, to.school, { questionnaire: 'education', form: 'quick', answers, expectation: null, comment: 'canary', relation: null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey() }, testNow)
  }
  await closeRound(app.db, to.school, (await findRound(app.db, to.school, id))!, null, testNow)
  return id
}

describe('the badge', () => {
  it('shows rate and n as outlines, may stand on any site, and updates itself', async () => {
    const response = await app.get('/nhung/huy-hieu.svg')
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(response.headers.get('cache-control')).toBe('public, max-age=300')
    const svg = await response.text()
    expect(svg).toMatch(/<title>Phụ huynh hài lòng: 75,00.%.*n = 12/)
    expect(svg).not.toContain('<text')
    const { width, height } = await sharp(Buffer.from(svg)).metadata()
    expect(height).toBe(28)
    expect(width).toBeGreaterThan(200)
    expect(await (await app.get('/en/nhung/huy-hieu.svg')).text()).toContain('75.00%')
  })

  it('of fewer than ten answers tells no figure', async () => {
    const svg = await (await app.get('/sen-hong/nhung/huy-hieu.svg')).text()
    expect(svg).toContain('Chưa đủ phiếu (n &#60; 10)')
    expect(svg).not.toMatch(/\d,\d\d/)
  })
})

describe('the card', () => {
  it('alone may be framed by others, has no script, and shows a name as text', async () => {
    const response = await app.get('/nhung/the.html')
    const policy = response.headers.get('content-security-policy')!
    expect(policy).toContain('frame-ancestors *')
    expect(policy).not.toContain('script')
    const html = await response.text()
    expect(html).toContain('Trường &#34;Hoa&#34; &#60;Phượng&#62; &#38; Sen')
    expect(html).not.toMatch(/<script|<form|style=/)
    expect(html).toMatch(/75,00/)
    expect(html).toContain('n = 12')
    for (const page of ['/', '/ty-le-hai-long', '/du-lieu', '/phan-anh', '/office/dang-nhap']) {
      expect((await app.get(page)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }
  })
})

describe('the picture and the sheet of a round', () => {
  it('is what a chat shows beside a link to the round', async () => {
    const page = await (await app.get(`/ty-le-hai-long?dot=${roundId}`)).text()
    expect(page).toContain(`property="og:image" content="${app.origin}/ty-le-hai-long/${roundId}.png"`)
    const response = await app.get(`/ty-le-hai-long/${roundId}.png`)
    expect(response.headers.get('content-type')).toBe('image/png')
    const png = Buffer.from(await response.arrayBuffer())
    const picture = sharp(png)
    expect(await picture.metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
    // Something is drawn where the rate stands.
    const { channels } = await picture.extract({ left: 64, top: 180, width: 500, height: 140 }).stats()
    expect(channels[0]!.stdev).toBeGreaterThan(20)
    // Three of twelve are not satisfied: from the best level, green, to the worst, as on the page.
    const colourAt = async (left: number) => {
      const { dominant } = await sharp(await sharp(png).extract({ left, top: 410, width: 20, height: 20 }).png().toBuffer()).stats()
      return dominant.g > dominant.r ? 'green' : 'orange'
    }
    expect(await Promise.all([80, 800, 900, 1100].map(colourAt))).toEqual(['green', 'green', 'orange', 'orange'])
    expect(await (await app.get('/nhung/the.html')).text()).toContain('khoảng 95 %: ')
  })

  it('hangs on the board with its uncertainty, its spread and what it cannot tell', async () => {
    const [page] = await readPdf(new Uint8Array(await (await app.get(`/ty-le-hai-long/${roundId}.pdf`)).arrayBuffer()))
    expect([Math.round(page!.width), Math.round(page!.height)]).toEqual([210, 297])
    for (const words of ['75,00', 'n = 12', 'Rất hài lòng', 'Không hài lòng', 'không nói được điều gì', 'gia đình trả lời']) expect(page!.text).toContain(words)
    expect(page!.codes(2)).toEqual([`${app.origin}/ty-le-hai-long?dot=${roundId}`])
    expect(page!.unreadable).toBe(0)
  })

  it('does not exist for a round of another school, an open one, or under another name', async () => {
    for (const file of [`${roundId}.gif`, 'x.png', '.png']) expect((await app.get(`/ty-le-hai-long/${file}`)).status).toBe(404)
    expect((await app.get(`/sen-hong/ty-le-hai-long/${roundId}.png`)).status).toBe(404)
  })
})

describe('open data as JSON', () => {
  it('has the rows of the CSV under their names, with the dictionary and the licence', async () => {
    const json = (await (await app.get('/du-lieu/ty-le-hai-long.json')).json()) as { licence: string; columns: { name: string }[]; rows: Record<string, unknown>[] }
    const csv = (await (await app.get('/du-lieu/ty-le-hai-long.csv')).text()).trim().split('\r\n')
    expect(json.rows).toHaveLength(csv.length - 1)
    expect(json.columns.map((column) => column.name).join(',')).toBe(csv[0]!.replace('\uFEFF', ''))
    expect(json.rows.find((row) => row.cap === 'chung')).toMatchObject({ ty_le_hai_long: 75, n: 12 })
    expect(json.licence).toContain('creativecommons.org/licenses/by/4.0')
    expect(JSON.stringify(json)).not.toContain('canary')
    expect((await app.get('/du-lieu/khong-co.json')).status).toBe(404)
  })
})

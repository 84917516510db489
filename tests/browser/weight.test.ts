import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

/** What a parent's phone may have to load, in bytes on the line with nothing in its cache: issue 2. */
const budget = { markup: 30_000, all: 150_000 }

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

test.each(['/s/CAMSANH', '/khao-sat', '/khao-sat/nhanh', '/khao-sat/day-du', '/khao-sat/thu-tuc', '/phan-anh', '/tra-cuu'])('%s stays within its weight, loads no font and asks nobody else', async (address) => {
  const page = await site.newPage()
  const loaded: { url: string; type: string; bytes: number }[] = []
  const sizes: Promise<void>[] = []
  page.on('requestfinished', (request) => {
    sizes.push(
      request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
        loaded.push({ url: request.url(), type: request.resourceType(), bytes: responseBodySize + responseHeadersSize })
      }),
    )
  })
  const response = await page.goto(address)
  expect(response?.status()).toBe(200)
  expect(await response?.headerValue('content-encoding')).toMatch(/^(br|gzip)$/)
  await settle(page)
  await page.waitForLoadState('networkidle')
  await Promise.all(sizes)
  await page.context().close()

  const sum = (types: string[]) => loaded.filter((one) => types.includes(one.type)).reduce((total, one) => total + one.bytes, 0)
  const all = loaded.reduce((total, one) => total + one.bytes, 0)
  const list = loaded.map((one) => `${one.bytes} ${one.type} ${one.url}`).join('\n')
  expect(loaded.filter((one) => !one.url.startsWith(`${site.origin}/`))).toEqual([])
  expect(loaded.filter((one) => one.type === 'font')).toEqual([])
  expect(sum(['script']), list).toBeGreaterThan(0)
  expect(sum(['document', 'stylesheet']), list).toBeLessThanOrEqual(budget.markup)
  expect(all, list).toBeLessThanOrEqual(budget.all)
})

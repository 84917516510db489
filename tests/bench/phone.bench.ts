import type { Browser, Page } from 'playwright-core'
import { dayOf } from '#app/calendar/index.ts'
import { createRound, findRound, startRound } from '#app/surveys/index.ts'
import { addManyResponses } from '#db/seed/many-responses.ts'
import { prepareData, startServer } from '#tests/support/bench.ts'
import type { Bench } from '#tests/support/bench.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { simulatedLoads } from '#tests/support/lighthouse.ts'
import { seedSchool } from '#tests/support/school.ts'
import { openSlowLine } from '#tests/support/slow-line.ts'

const times = 3
/** Lighthouse takes its time over each visit, and simulates the same line each time. */
const simulatedTimes = 1
/** What a survey page may take on Lighthouse's simulated slow 4G until its largest part is seen; LimeSurvey 6.10 took 6 700 ms there. */
const goalMs = 1200
/** How much slower than this machine a cheap phone is taken to be: Lighthouse's figure. */
const slowerCpu = 4

/**
 * What a parent's phone loads at the gate, and how soon it shows something: an empty cache, slow 4G, a slow processor. Once over a line that is really slow, and once as
 * Lighthouse works it out.
 */
const bench: Bench = {
  name: 'phone',
  title: `A parent’s phone: slow 4G (150 ms, 1.6 Mbit/s), processor ${slowerCpu} × slower, nothing in the cache`,
  async run({ log }) {
    const now = new Date().toISOString()
    const { dataDir, facts, remove } = await prepareData(async (db) => {
      const { school, places } = await seedSchool(db, now)
      const today = dayOf(now)
      await addManyResponses(db, school, 200, today)
      const id = await createRound(db, school, { questionnaire: 'education', nameVi: 'Đợt này', nameEn: 'This round', opensOn: today, closesOn: today, audienceSize: 300 }, null, now)
      await startRound(db, school, (await findRound(db, school, id))!, null, now)
      return { place: places[0]!.code }
    })
    let port = 0
    const line = await openSlowLine(() => port)
    const server = await startServer(dataDir, { publicOrigin: `http://localhost:${line.port}` })
    port = server.port
    const browser = await launchChromium()
    try {
      log(`measuring ${times} times each …`)
      const pages: [name: string, address: string][] = [
        ['a file of 0.1 kB', '/robots.txt'],
        ['short address of the QR code', `/s/${facts.place}`],
        ['choice of forms', '/khao-sat'],
        ['one-minute form', '/khao-sat/nhanh'],
        ['full form', '/khao-sat/day-du'],
        ['feedback form', '/phan-anh'],
        ['information page', '/'],
        ['satisfaction rates', '/ty-le-hai-long'],
      ]
      const loads = []
      for (const [name, address] of pages) {
        const load = await loadOf(browser, server.origin + address, line.takeBytesDown)
        loads.push({ name, ...load })
      }
      const trivial = loads[0]!.largestMs
      const journey = await oneMinuteForm(browser, `${server.origin}/khao-sat/nhanh`)
      await server.stop()

      log('asking Lighthouse …')
      const simulated = await simulate(dataDir, pages.slice(1).map(([, address]) => address))
      return {
        about: ['median of each', 'kB are those on the line with headers', `× is against the first line`, `simulated: by Lighthouse, the goal for a survey page is ${goalMs} ms`],
        table: {
          head: ['page', 'requests', 'kB', 'first paint ms', 'LCP ms', '×', 'simulated first paint ms', 'simulated LCP ms', 'layout shift'],
          rows: [
            ...loads.map(({ name, requests, bytes, firstMs, largestMs }, index) => {
              const lighthouse = simulated[index - 1]
              return [
                name, requests, Math.round(bytes / 1000), Math.round(firstMs), Math.round(largestMs), round(largestMs / trivial),
                ...(lighthouse ? [Math.round(lighthouse.firstMs), Math.round(lighthouse.largestMs), Math.round(lighthouse.shift * 1000) / 1000] : ['', '', '']),
              ]
            }),
            [`one-minute form, ${journey.taps} taps: first tap to receipt`, journey.requests, '', '', Math.round(journey.ms), round(journey.ms / trivial), '', '', ''],
          ],
        },
      }
    } finally {
      await browser.close()
      await server.stop()
      await line.close()
      remove()
    }
  },
}
export default bench

/** The same pages straight from the server: Lighthouse makes the slow line itself. */
async function simulate(dataDir: string, addresses: string[]) {
  const server = await startServer(dataDir)
  try {
    return await simulatedLoads(addresses.map((address) => server.origin + address), simulatedTimes)
  } finally {
    await server.stop()
  }
}

/** Medians over several visits, each in a browser that has never been here. */
async function loadOf(browser: Browser, address: string, takeBytes: () => number) {
  const visits: { requests: number; bytes: number; firstMs: number; largestMs: number }[] = []
  for (let time = 0; time < times; time += 1) {
    const page = await newPhone(browser)
    let requests = 0
    page.on('request', () => (requests += 1))
    takeBytes()
    await page.goto(address, { waitUntil: 'networkidle' })
    const paint = await page.evaluate(
      () =>
        new Promise<{ firstMs: number; largestMs: number }>((resolve) => {
          new PerformanceObserver((list) => {
            const firstMs = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
            resolve({ firstMs, largestMs: list.getEntries().at(-1)!.startTime })
          }).observe({ type: 'largest-contentful-paint', buffered: true })
        }),
    )
    visits.push({ ...paint, requests, bytes: takeBytes() })
    await page.context().close()
  }
  const median = (pick: (visit: (typeof visits)[number]) => number) => visits.map(pick).sort((a, b) => a - b)[Math.floor(times / 2)]!
  return { requests: median((one) => one.requests), bytes: median((one) => one.bytes), firstMs: median((one) => one.firstMs), largestMs: median((one) => one.largestMs) }
}

/** Answers every question and sends, as fast as a script can tap: what is left of the minute is the parent's own. */
async function oneMinuteForm(browser: Browser, address: string): Promise<{ taps: number; requests: number; ms: number }> {
  const runs = []
  for (let time = 0; time < times; time += 1) {
    const page = await newPhone(browser)
    await page.goto(address, { waitUntil: 'networkidle' })
    let taps = 0
    let requests = 0
    page.on('request', () => (requests += 1))
    const start = performance.now()
    for (const question of await page.locator('fieldset.level-question').all()) {
      await question.getByText('Hài lòng', { exact: true }).tap()
      taps += 1
    }
    await page.getByRole('button', { name: 'Gửi phiếu' }).tap()
    await page.getByText('Mã biên nhận').first().waitFor()
    runs.push({ taps: taps + 1, requests, ms: performance.now() - start })
    await page.context().close()
  }
  return runs.sort((a, b) => a.ms - b.ms)[Math.floor(times / 2)]!
}

async function newPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 760 }, isMobile: true, hasTouch: true, serviceWorkers: 'block' })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowerCpu })
  return page
}

const round = (value: number) => Math.round(value * 10) / 10

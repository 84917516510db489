import lighthouse from 'lighthouse'
import { freePort } from './bench.ts'
import { launchChromium } from './chromium.ts'

export interface SimulatedLoad {
  firstMs: number
  largestMs: number
  /** Cumulative layout shift: 0 where nothing moves by itself. */
  shift: number
}

/**
 * How soon a page shows something, and how much of it moves by itself, on the phone that Lighthouse works out: it loads the page at full speed and computes what slow 4G (150 ms, 1.6 Mbit/s) and a
 * processor four times slower would have made of it. Medians of `times` visits with an empty cache; throws where the page did not load.
 */
export async function simulatedLoads(addresses: readonly string[], times: number): Promise<SimulatedLoad[]> {
  const port = await freePort()
  const browser = await launchChromium({ debuggingPort: port })
  try {
    const loads: SimulatedLoad[] = []
    for (const address of addresses) {
      const visits: SimulatedLoad[] = []
      for (let time = 0; time < times; time += 1) visits.push(await simulatedLoad(address, port))
      const median = (pick: (visit: SimulatedLoad) => number) => visits.map(pick).sort((a, b) => a - b)[Math.floor(times / 2)]!
      loads.push({ firstMs: median((one) => one.firstMs), largestMs: median((one) => one.largestMs), shift: median((one) => one.shift) })
    }
    return loads
  } finally {
    await browser.close()
  }
}

async function simulatedLoad(address: string, port: number): Promise<SimulatedLoad> {
  const audits = ['first-contentful-paint', 'largest-contentful-paint', 'cumulative-layout-shift']
  const result = await lighthouse(address, { port, onlyAudits: audits, disableFullPageScreenshot: true, throttlingMethod: 'simulate', formFactor: 'mobile', logLevel: 'error' })
  const [firstMs, largestMs, shift] = audits.map((id) => result?.lhr.audits[id]?.numericValue)
  if (firstMs === undefined || largestMs === undefined || shift === undefined) throw new Error(`${address}: ${result?.lhr.runtimeError?.message ?? 'Lighthouse gives no figure'}`)
  return { firstMs, largestMs, shift }
}

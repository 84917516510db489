import { createTestApp } from '#tests/support/app.ts'
import { createChecks } from '#tests/support/faults.ts'
import type { Fault } from '#tests/support/faults.ts'
import { fuzz, mostGrowth, unreached } from '#tests/support/fuzz.ts'

/** What every test run sends four thousand of (tests/integration/bad-input.test.ts): `npm run faults -- input --seed=7 --requests=20000`. */
const fault: Fault = {
  name: 'input',
  title: 'Spoilt requests over every route and form, made from the real ones',
  async run({ seed = Date.now() % 1_000_000, requests = 20_000, log }) {
    const { check, result } = createChecks()
    const app = await createTestApp()
    try {
      const report = await fuzz(app, { seed, requests })
      for (const one of [...report.broken, ...report.hanging, ...report.unhandled].slice(0, 20)) log(one)
      check('no answer of 500 or more', report.broken.length === 0, report.broken.length)
      check('no request without an answer', report.hanging.length === 0, report.hanging.length)
      check('no failure that nobody waits for', report.unhandled.length === 0, report.unhandled.length)
      check('every route is reached', unreached(app.build, report).length === 0, `${report.reached.size} routes`)
      const growth = report.memory.late - report.memory.early
      check('memory does not grow with it', growth < mostGrowth, `${(growth / 2 ** 20).toFixed(1)} MiB`)
      return result([`seed ${seed}`, `${requests} requests`])
    } finally {
      await app.close()
    }
  },
}
export default fault

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { prepareDemo } from '#tests/support/demo.ts'
import { allScreens } from '#tests/support/screens.ts'
import { openSite, settle, widths } from '#tests/support/site.ts'
import type { Width } from '#tests/support/site.ts'
import { buildApp, isBuildCurrent } from './support/build-app.ts'

/**
 * `npm run screenshots [-- part of a name …]`: a picture of every screen at 360 and 1280 pixels, in light and dark, over the demo data, into `screenshots/`
 * (not kept in the repository).
 */

const folder = path.resolve('screenshots')
const wanted = process.argv.slice(2)
if (!isBuildCurrent()) await buildApp()
if (wanted.length === 0) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const demoDir = mkdtempSync(path.join(tmpdir(), 'lang-nghe-screenshots-'))
const demo = await prepareDemo(demoDir)
const site = await openSite(demoDir)
const screens = (await allScreens(site, demo)).filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
let failed = 0
try {
  for (const width of Object.keys(widths) as Width[]) {
    for (const dark of [false, true]) {
      const contexts = new Map<string, Awaited<ReturnType<typeof site.newContext>>>()
      for (const screen of screens) {
        const key = screen.role ?? ''
        const context = contexts.get(key) ?? (await site.newContext({ width, dark, ...(screen.role ? { role: screen.role } : {}) }))
        contexts.set(key, context)
        const page = await context.newPage()
        const file = `${screen.name}-${widths[width]}-${dark ? 'dark' : 'light'}.png`
        try {
          await page.goto(screen.path)
          await settle(page)
          if (screen.prepare) {
            await screen.prepare(page)
            await settle(page)
          }
          // Charts are drawn by a script that comes after the page.
          if ((await page.locator('canvas, [data-chart]').count()) > 0) await page.waitForLoadState('networkidle')
          await page.screenshot({ path: path.join(folder, file), fullPage: true })
        } catch (error) {
          failed += 1
          console.error(`✗ ${file}: ${String(error).split('\n')[0]}`)
        }
        await page.close()
      }
      for (const context of contexts.values()) await context.close()
      console.log(`✓ ${screens.length} màn hình, ${widths[width]} px, ${dark ? 'tối (dark)' : 'sáng (light)'}`)
    }
  }
} finally {
  await site.close()
  rmSync(demoDir, { recursive: true, force: true })
}
console.log(`Ảnh ở (pictures in) ${folder}`)
if (failed > 0) process.exitCode = 1

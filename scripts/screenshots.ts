import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { prepareDemo } from '#tests/support/demo.ts'
import { allScreens } from '#tests/support/screens.ts'
import type { Screen } from '#tests/support/screens.ts'
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
let failed = 0
try {
  for (const width of Object.keys(widths) as Width[]) {
    for (const dark of [false, true]) await takeAll(width, dark)
  }
} finally {
  rmSync(demoDir, { recursive: true, force: true })
}
console.log(`Ảnh ở (pictures in) ${folder}`)
if (failed > 0) process.exitCode = 1

/** All screens at one width in one scheme of colours, over data of its own: what one pass sends does not show in the next. */
async function takeAll(width: Width, dark: boolean): Promise<void> {
  const site = await openSite(demoDir)
  try {
    const screens = (await allScreens(site, demo)).filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    const contexts = new Map<Screen['role'], BrowserContext>()
    for (const screen of screens) {
      const context = contexts.get(screen.role) ?? (await site.newContext({ width, dark, ...(screen.role ? { role: screen.role } : {}) }))
      contexts.set(screen.role, context)
      await take(context, screen, `${screen.name}-${widths[width]}-${dark ? 'dark' : 'light'}.png`)
    }
    console.log(`✓ ${screens.length} màn hình, ${widths[width]} px, ${dark ? 'tối (dark)' : 'sáng (light)'}`)
  } finally {
    await site.close()
  }
}

async function take(context: BrowserContext, screen: Screen, file: string): Promise<void> {
  const page = await context.newPage()
  try {
    await page.goto(screen.path)
    await settle(page)
    if (screen.prepare) {
      await screen.prepare(page)
      await settle(page)
    }
    // Charts are drawn by a script that comes after the page.
    if ((await page.locator('canvas').count()) > 0) await page.waitForLoadState('networkidle')
    await page.screenshot({ path: path.join(folder, file), fullPage: true })
  } catch (error) {
    failed += 1
    console.error(`✗ ${file}: ${String(error).split('\n')[0]}`)
  }
  await page.close()
}

import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { sessionCookie } from '#app/http/cookies.ts'
import { start } from '#app/server.ts'
import { startSession } from '#app/staff/index.ts'
import type { Role } from '#db/schema.ts'
import { launchChromium } from './chromium.ts'
import { demoNow } from './demo.ts'
import { openLine } from './line.ts'

export const widths = { phone: 360, desktop: 1280 } as const
export type Width = keyof typeof widths

interface PageOptions {
  width?: Width
  javaScript?: boolean
  dark?: boolean
  /** Signed in as the first active person with this role; nobody where left out. */
  role?: Role
}

export type Site = Awaited<ReturnType<typeof openSite>>

/**
 * The real server on a free port over a copy of the demo data (over nothing at all where `demoDir` is null), and one Chromium. The clock stands still at `now` until it is moved.
 * Close it at the end.
 */
export async function openSite(demoDir: string | null, now = demoNow) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lang-nghe-site-'))
  if (demoDir !== null) cpSync(demoDir, dataDir, { recursive: true })
  let instant = now
  const port = await freePort()
  const line = await openLine(() => port)
  const server = await start({ DATA_DIR: dataDir, PORT: String(port), PUBLIC_ORIGIN: `http://localhost:${line.port}` }, () => instant)
  const browser: Browser = await launchChromium()
  const origin = server.config.publicOrigin
  const { db, secrets } = server.services

  /** A browser window of its own: its cookies, width, colours, with or without scripts. */
  async function newContext({ width = 'phone', javaScript = true, dark = false, role }: PageOptions = {}, more: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await browser.newContext({
      baseURL: origin,
      viewport: { width: widths[width], height: width === 'phone' ? 760 : 900 },
      isMobile: width === 'phone',
      hasTouch: width === 'phone',
      javaScriptEnabled: javaScript,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      ...more,
    })
    // A machine that has other things to do is slow, not wrong.
    context.setDefaultTimeout(20_000)
    if (role) await signIn(context, role)
    return context
  }

  /** A page in a window of its own; closing the page's context closes both. */
  async function newPage(options: PageOptions = {}, more: BrowserContextOptions = {}): Promise<Page> {
    return (await newContext(options, more)).newPage()
  }

  /** Signs a window in without the sign-in page, which has a journey of its own. */
  async function signIn(context: BrowserContext, who: Role | { email: string }): Promise<void> {
    const query = db.selectFrom('staff').selectAll().where('status', '=', 'active')
    const staff = await (
      typeof who === 'string'
        ? query.where('role', '=', who).where('school_id', 'in', db.selectFrom('schools').select('id').where('is_default', '=', 1))
        : query.where('email', '=', who.email)
    )
      .orderBy('created_at')
      .orderBy('email')
      .executeTakeFirstOrThrow()
    const value = await startSession(db, secrets, staff.id, instant)
    await context.addCookies([{ name: sessionCookie.name, value, url: origin, httpOnly: true, sameSite: 'Lax' }])
  }

  return {
    origin,
    db,
    secrets,
    config: server.config,
    /** The one-time address of the first set-up; null once there is a school. */
    setupLink: server.setupLink,
    browser,
    /** What the browser reaches the server through. */
    line,
    newContext,
    newPage,
    signIn,
    /** Moves the clock; an instant, ISO in UTC. */
    setNow(next: string) {
      instant = new Date(next).toISOString()
    },
    now: () => instant,
    async close() {
      await browser.close()
      await line.close()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Waits until the page has loaded and its scripts, which come after its first frame (app/root.tsx), have made it alive. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  try {
    await page.evaluate(untilAlive)
  } catch (error) {
    // A script has gone on to another page meanwhile, as where somebody comes back to a form that was sent.
    if (!(error instanceof Error && error.message.includes('context was destroyed'))) throw error
    await settle(page)
  }
}

/** Runs in the browser. */
function untilAlive(): Promise<unknown> {
  return new Promise((resolve) => {
    const giveUpAt = performance.now() + 5000
    const look = () => {
      const hasScripts = document.querySelector('script[type=later], script[type=module]') !== null
      // React marks what it has taken over.
      const isAlive = Object.keys(document).some((name) => name.startsWith('__reactContainer'))
      if (isAlive || !hasScripts || performance.now() > giveUpAt) requestIdleCallback(resolve, { timeout: 1000 })
      else setTimeout(look, 10)
    }
    look()
  })
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

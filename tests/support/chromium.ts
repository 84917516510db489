import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inflate } from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const packageFolder = path.resolve('node_modules/@sparticuz/chromium')

/**
 * Starts the Chromium that comes inside an npm package, with the libraries and the font that come with it: it needs nothing
 * from the system but the C library, and pages look the same on every machine. Another tool can drive it through `debuggingPort`.
 */
export async function launchChromium({ debuggingPort }: { debuggingPort?: number } = {}): Promise<Browser> {
  const home = await unpack()
  return chromium.launch({
    executablePath: path.join(home, 'chromium'),
    headless: true,
    // The sandbox needs rights that a container's root does not have; only our own pages are opened.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none', ...(debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`])],
    env: {
      ...process.env,
      HOME: home,
      FONTCONFIG_FILE: path.join(home, 'fonts.conf'),
      LD_LIBRARY_PATH: path.join(home, 'al2023/lib'),
    },
  })
}

/** Unpacks into `node_modules/.cache`, once for each version, and returns the folder. */
async function unpack(): Promise<string> {
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const home = path.resolve(`node_modules/.cache/chromium-${version}`)
  if (existsSync(home)) return home
  // Unpacked beside and renamed when whole: a run that was cut off leaves no half browser behind.
  const temporary = `${home}.${process.pid}`
  mkdirSync(temporary, { recursive: true })
  const { TMPDIR } = process.env
  // The package unpacks into the system's temporary folder and takes whatever `chromium` it finds there.
  process.env.TMPDIR = temporary
  try {
    await Promise.all(['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) => inflate(path.join(packageFolder, 'bin', name))))
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
  const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`
  writeFileSync(path.join(temporary, 'fonts.conf'), fontsConf)
  try {
    renameSync(temporary, home)
  } catch (error) {
    // Another process was faster.
    if (!existsSync(home)) throw error
    rmSync(temporary, { recursive: true, force: true })
  }
  return home
}

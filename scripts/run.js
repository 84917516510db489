/**
 * The door to every command: `node scripts/run.js build`. Plain JavaScript that an old Node can read, so that it says what is
 * wrong instead of failing on the first line of TypeScript, or later in the database (better-sqlite3 crashes on Node 20).
 */
import module from 'node:module'
import v8 from 'node:v8'
import { fileURLToPath } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Lắng Nghe cần Node.js 22.18 trở lên, máy này đang chạy bản ${process.versions.node}: hãy dùng các lệnh npm (npm start, npm run …), chúng tự mang theo Node 24.\n` +
      `Lắng Nghe needs Node.js 22.18 or newer, this is ${process.versions.node}: use the npm commands (npm start, npm run …), which bring Node 24 along.`,
  )
  process.exit(1)
}

const [command = ''] = process.argv.splice(2, 1)
const commands = ['build', 'start', 'demo', 'test', 'screenshots', 'backup', 'restore', 'verify', 'staff-link', 'add-school', 'copy-school', 'docs', 'bench', 'faults', 'check']
if (!commands.includes(command)) {
  console.error(`Usage: node scripts/run.js ${commands.join('|')}`)
  process.exit(1)
}

// React is twice as slow, and warns to the browser, where nobody says that this is production.
if (command !== 'test') process.env.NODE_ENV ??= 'production'

// Left alone, V8 lets what nobody needs any more grow to four times of what is needed before it looks.
if (command === 'start' || command === 'demo') v8.setFlagsFromString('--heap-growing-percent=50')

// What Node makes of our TypeScript and of large libraries is kept: half of what a start took. Threads know of it by the environment.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url))
module.enableCompileCache(process.env.NODE_COMPILE_CACHE)

// Paths such as `data/` and `build/` mean the project's, wherever the command is called from.
process.chdir(fileURLToPath(new URL('..', import.meta.url)))
try {
  await import(`./${command}.ts`)
} catch (error) {
  if (error.code === 'EADDRINUSE') {
    console.error(
      `Cổng ${error.port} đang có chương trình khác dùng: hãy chọn cổng khác, ví dụ PORT=3001 npm run ${command}\n` +
        `Port ${error.port} is in use: choose another one, for example PORT=3001 npm run ${command}`,
    )
  } else {
    console.error(error)
  }
  process.exit(1)
}

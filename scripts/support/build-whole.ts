import path from 'node:path'
import { build } from 'vite'
import type { Plugin } from 'vite'

/**
 * Puts the server, the pages that Remix has built and the libraries that every start needs into one file, `build/whole/server.js`. Most of a start is Node looking for the nine hundred files that
 * these are otherwise, and reading them; what a page needs only now and then (pictures, PDFs, mail) is still loaded when it is first needed. A process of its own, called by `buildApp`.
 */

const entry = 'virtual:whole-server'
const folder = 'build/whole'

/** Parts written for the machine, which no bundle can hold, and large ones that are loaded when they are first needed. */
const apart = ['better-sqlite3', '@node-rs/argon2', 'pg', 'sharp', 'fontkit', '@cantoo/pdf-lib', 'write-excel-file', 'nodemailer', '@simplewebauthn/server']

const whole: Plugin = {
  name: 'whole-server',
  resolveId: (id) => (id === entry ? id : undefined),
  load: (id) => (id === entry ? `import * as pages from '/build/server/index.js'\nimport { runServer } from '#app/server.ts'\nawait runServer(process.env, pages)\n` : undefined),
  /** A source that names a file beside it (a thread's own) goes on meaning that file. */
  transform(code, id) {
    const source = path.relative(process.cwd(), id)
    if (!/^(app|db)\//.test(source.replaceAll('\\', '/')) || !code.includes('import.meta.url')) return undefined
    const place = path.relative(folder, source).replaceAll('\\', '/')
    return code.replaceAll('import.meta.url', `new URL(${JSON.stringify(place)}, import.meta.url).href`)
  },
}

await build({
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  plugins: [whole],
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true, external: apart },
  build: {
    ssr: true,
    outDir: folder,
    target: 'node22',
    minify: false,
    rollupOptions: { input: entry, output: { entryFileNames: 'server.js', chunkFileNames: '[name]-[hash].js', assetFileNames: '[name]-[hash][extname]' } },
  },
})

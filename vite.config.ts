import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'

export default defineConfig({
  plugins: [remix(remixOptions)],
  // Everything is served from this origin, and an inlined asset would need a wider content security policy.
  build: { assetsInlineLimit: 0, target: 'es2020', cssTarget: 'chrome90', sourcemap: false },
})

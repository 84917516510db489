import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixOptions)],
  // Everything is served from this origin, and an inlined asset would need a wider content security policy.
  build: {
    assetsInlineLimit: 0,
    target: 'es2020',
    cssTarget: 'chrome90',
    sourcemap: false,
    rollupOptions: isSsrBuild ? {} : { output: { manualChunks } },
  },
}))

/** What every page shows or fills in. Charts, posters and the office's own parts load where they are used. */
const kit =
  /\/app\/(ui\/(Blossom|Brand|Breadcrumb|Button|Card|Disclosure|DraftPlace|EmptyState|ErrorSummary|Face|Field|Icon|LangSwitch|Link|Notice|PageHeader|ParentLayout|PlainLayout|RadioGroup|SendGuard|SkipLink|TextArea|TextField|VisuallyHidden|cx|draft|use-hydrated)|attachments\/limits|http\/idempotency-field|schools\/urls|i18n\/(index|text|format|messages\/(errors|parent|send|ui)))\.tsx?$/

/** What a form needs that sends files along. */
const files = /\/app\/(ui\/(FileChooser|FileList|bytes|use-uploads)|i18n\/messages\/files)\.tsx?$/

/**
 * A phone pays for every file with a request and some 800 bytes of headers: left alone, the survey form came in forty
 * files, thirty of them smaller than their own headers.
 */
function manualChunks(id: string): string | undefined {
  if (/\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run\/(router|react|server-runtime)|turbo-stream)\//.test(id)) return 'framework'
  if (/\/node_modules\/(react-hook-form|@hookform|valibot)\//.test(id)) return 'forms'
  // What fetches a chunk when it is needed; left alone, it came with the first chunk that does so, and brought all of that to every page.
  if (id.includes('vite/preload-helper')) return 'kit'
  if (files.test(id)) return 'files'
  return kit.test(id) ? 'kit' : undefined
}

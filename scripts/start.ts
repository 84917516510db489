import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { isBuilt, wholeServer } from './support/build-app.ts'

if (!isBuilt()) {
  console.error('Chưa có bản dựng: hãy chạy "npm run build" trước.\nNothing is built yet: run "npm run build" first.')
  process.exit(1)
}
// The server with its pages and libraries in one file (scripts/support/build-whole.ts): it starts in half the time of the nine hundred that it is made from.
await import(pathToFileURL(path.resolve(wholeServer)).href)

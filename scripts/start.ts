import { isBuilt } from './support/build-app.ts'

if (!isBuilt()) {
  console.error('Chưa có bản dựng: hãy chạy "npm run build" trước.\nNothing is built yet: run "npm run build" first.')
  process.exit(1)
}
const { runServer } = await import('#app/server.ts')
await runServer()

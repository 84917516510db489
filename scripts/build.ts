import { buildApp } from './support/build-app.ts'

const seconds = await buildApp()
console.log(`Đã dựng xong trong ${seconds.toFixed(1)} giây · Built in build/`)

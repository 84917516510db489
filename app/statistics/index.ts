export * from './counts.ts'
export * from './levels.ts'
export * from './rates.ts'
export * from './suppression.ts'

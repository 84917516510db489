export * from './published.ts'
export { dataFile, dataDictionary } from './open-data.ts'
export type { DataFileName } from './open-data.ts'
export type { CsvForm } from './csv.ts'

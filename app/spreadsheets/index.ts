export { csvFile } from './csv.ts'
export type { Cell, CsvForm } from './csv.ts'
export { xlsxFile } from './xlsx.ts'

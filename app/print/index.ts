export { placeSheetPdf, slipsPdf } from './kit.ts'
export type { PrintedPlace, PrintedSlips } from './kit.ts'
export { placeSheets } from './place-sheets.ts'
export type { PlaceSheet } from './place-sheets.ts'

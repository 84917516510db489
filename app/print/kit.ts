import { formatDate } from '#app/i18n/format.ts'
import type { PlaceSheet } from './place-sheets.ts'
import { blush, flame, ink, paper, pdf, soft } from './sheet.ts'
import type { Box, Sheet } from './sheet.ts'

/**
 * What hangs in a school or is handed out: posters, door cards, stickers, slips, and a slide for the parents' meeting. Every code has error correction H, its
 * quiet zone, and the short address beside it for phones that do not scan.
 */

/** A place with a QR code, as it is printed. */
export interface PrintedPlace {
  schoolName: string
  placeName: string
  code: string
  /** What the QR code holds. */
  link: string
  /** The same as people type it. */
  address: string
  /** The school's promise, in working days. */
  answerDays: number
}

const a4 = { width: 210, height: 297 }
const a5 = { width: 148, height: 210 }
/** Sixteen to nine, as a projector shows it. */
const slide = { width: 338.7, height: 190.5 }

const invitation = 'Quét mã để đánh giá hoặc gửi phản ánh.\nKhông cần đăng nhập, không cần ghi tên.'

/** One kind of sheet for a place, as PDF. `made` is the instant that stands in the file. */
export function placeSheetPdf(kind: PlaceSheet, place: PrintedPlace, made: string): Promise<Uint8Array> {
  const title = `${place.placeName} – ${place.schoolName}`
  switch (kind) {
    case 'to-a4':
      return pdf(title, a4, [(sheet) => poster(sheet, place, a4.width / a5.width)], made)
    case 'to-a5':
      return pdf(title, a5, [(sheet) => poster(sheet, place, 1)], made)
    case 'the-cua':
      return pdf(title, a4, [(sheet) => doorCards(sheet, place)], made)
    case 'the-a6':
      return pdf(title, a4, [(sheet) => handCards(sheet, place)], made)
    case 'tem':
      return pdf(title, a4, [(sheet) => stickers(sheet, place)], made)
    case 'trinh-chieu':
      return pdf(title, slide, [(sheet) => meetingSlide(sheet, place)], made)
  }
}

/** A poster; everything is drawn for A5 and enlarged by `k`. */
function poster(sheet: Sheet, place: PrintedPlace, k: number): void {
  const { width, height } = sheet
  const inside: Box = { x: 12 * k, y: 0, width: width - 24 * k }
  for (const [x, y, size, turn] of [[-9, -8, 34, 20], [18, -12, 24, 70], [126, -7, 30, 140], [106, -13, 22, 200], [-10, 16, 18, 250], [137, 18, 16, 300]] as const) {
    sheet.blossom({ x: x * k, y: y * k, width: size * k }, turn)
  }
  let y = sheet.text(place.schoolName, { ...inside, y: 22 * k, x: 22 * k, width: width - 44 * k }, { size: 4.6 * k, weight: 'bold', align: 'center', lines: 2 })
  y = sheet.text('Nhà trường lắng nghe\nphụ huynh', { ...inside, y: y + 3 * k }, { size: 9 * k, weight: 'bold', colour: flame, align: 'center', leading: 1.2 })
  y = sheet.text(invitation, { ...inside, y: y + 2 * k }, { size: 4 * k, align: 'center', leading: 1.4 })
  const qr = 88 * k
  sheet.qr(place.link, { x: (width - qr) / 2, y: y + 1 * k, width: qr })
  y = sheet.text('Không quét được? Gõ địa chỉ này vào trình duyệt:', { ...inside, y: y + qr + 2 * k }, { size: 3.4 * k, colour: soft, align: 'center' })
  y = sheet.text(place.address, { ...inside, y: y + 0.6 * k }, { size: 6 * k, weight: 'bold', align: 'center', lines: 1 })
  sheet.rectangle({ x: 0, y: height - 15 * k, width, height: 15 * k }, blush)
  sheet.text(`Phản ánh được trả lời trong ${place.answerDays} ngày làm việc, câu trả lời được công khai.`, { ...inside, y: height - 12.4 * k }, { size: 3.5 * k, weight: 'bold', align: 'center', lines: 1 })
  sheet.text(`${place.placeName} · ${place.code}`, { ...inside, y: height - 6.6 * k }, { size: 3 * k, colour: soft, align: 'center', lines: 1 })
}

/** Two cards side by side on half the height each: for the door of a class, at the height of a hand. */
function doorCards(sheet: Sheet, place: PrintedPlace): void {
  const height = sheet.height / 2
  for (const top of [0, height]) {
    const qr = 88
    sheet.qr(place.link, { x: 12, y: top + (height - qr) / 2, width: qr })
    const words: Box = { x: 108, y: 0, width: 90 }
    sheet.blossom({ x: 108, y: top + 16, width: 14 })
    let y = sheet.text(place.schoolName, { ...words, x: 126, width: 72, y: top + 19 }, { size: 4.2, weight: 'bold', lines: 2 })
    y = sheet.text('Ông/bà thấy trường, lớp thế nào?', { ...words, y: Math.max(y, top + 34) + 3 }, { size: 8, weight: 'bold', colour: flame, leading: 1.2 })
    y = sheet.text(invitation, { ...words, y: y + 3 }, { size: 4.2, leading: 1.4 })
    y = sheet.text('Hoặc gõ vào trình duyệt:', { ...words, y: y + 4 }, { size: 3.6, colour: soft })
    sheet.text(place.address, { ...words, y: y + 0.6 }, { size: 5.6, weight: 'bold', lines: 2 })
    sheet.text(`${place.placeName} · ${place.code}`, { ...words, y: top + height - 16 }, { size: 3.2, colour: soft, lines: 1 })
  }
  sheet.cut({ x: 0, y: height }, { x: sheet.width, y: height })
}

/** Four A6 cards to cut apart: for the meeting, the school bag, the reception desk. */
function handCards(sheet: Sheet, place: PrintedPlace): void {
  const width = sheet.width / 2
  const height = sheet.height / 2
  for (const [left, top] of [[0, 0], [width, 0], [0, height], [width, height]] as const) {
    const words: Box = { x: left + 9, y: 0, width: width - 18 }
    let y = sheet.text(place.schoolName, { ...words, y: top + 10 }, { size: 3.8, weight: 'bold', align: 'center', lines: 2 })
    y = sheet.text(invitation, { ...words, y: y + 2 }, { size: 3.2, align: 'center', leading: 1.4 })
    const qr = 78
    sheet.qr(place.link, { x: left + (width - qr) / 2, y: y + 1, width: qr })
    y = sheet.text('hoặc gõ vào trình duyệt:', { ...words, y: y + qr + 2 }, { size: 2.8, colour: soft, align: 'center' })
    y = sheet.text(place.address, { ...words, y: y + 0.4 }, { size: 4.6, weight: 'bold', colour: flame, align: 'center', lines: 2 })
    sheet.text(`${place.placeName} · ${place.code}`, { ...words, y: top + height - 9 }, { size: 2.8, colour: soft, align: 'center', lines: 1 })
  }
  sheet.cut({ x: width, y: 0 }, { x: width, y: sheet.height })
  sheet.cut({ x: 0, y: height }, { x: sheet.width, y: height })
}

/** Four columns of seven stickers with a code of two and a half centimetres: on a contact book, a locker, a lunch menu. */
function stickers(sheet: Sheet, place: PrintedPlace): void {
  const columns = 4
  const rows = 7
  const width = sheet.width / columns
  const height = sheet.height / rows
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const left = column * width
      const top = row * height
      sheet.qr(place.link, { x: left + (width - 25) / 2, y: top + 3, width: 25 })
      const words: Box = { x: left + 3, y: 0, width: width - 6 }
      const y = sheet.text('Góp ý cho trường', { ...words, y: top + 28.6 }, { size: 2.6, weight: 'bold', align: 'center', lines: 1 })
      sheet.text(place.address, { ...words, y: y + 0.4 }, { size: 2.6, align: 'center', lines: 3 })
    }
  }
  for (let column = 1; column < columns; column += 1) sheet.cut({ x: column * width, y: 0 }, { x: column * width, y: sheet.height })
  for (let row = 1; row < rows; row += 1) sheet.cut({ x: 0, y: row * height }, { x: sheet.width, y: row * height })
}

/** For the screen of the parents' meeting: readable from the last row. */
function meetingSlide(sheet: Sheet, place: PrintedPlace): void {
  sheet.rectangle({ x: 0, y: 0, width: sheet.width, height: sheet.height }, paper)
  sheet.rectangle({ x: 0, y: sheet.height - 18, width: sheet.width, height: 18 }, blush)
  for (const [x, y, size, turn] of [[-14, -14, 52, 20], [26, -20, 38, 80], [300, -16, 50, 150]] as const) sheet.blossom({ x, y, width: size }, turn)
  const qr = 118
  sheet.qr(place.link, { x: sheet.width - qr - 22, y: 30, width: qr })
  const words: Box = { x: 22, y: 0, width: sheet.width - qr - 66 }
  let y = sheet.text(place.schoolName, { ...words, y: 42 }, { size: 7, weight: 'bold', lines: 2 })
  y = sheet.text('Xin ông/bà cho biết ý kiến, ngay bây giờ', { ...words, y: y + 4 }, { size: 15, weight: 'bold', colour: flame, leading: 1.18 })
  y = sheet.text('Một phút, không cần đăng nhập, không cần ghi tên.', { ...words, y: y + 5 }, { size: 8, leading: 1.35 })
  sheet.text('Không quét được? Gõ:', { ...words, y: y + 5 }, { size: 6, colour: soft })
  sheet.text(place.address, { x: 22, y: sheet.height - 15, width: sheet.width - 44 }, { size: 10, weight: 'bold', align: 'center', lines: 1 })
}

/** One-time slips, as they are handed out class by class. */
export interface PrintedSlips {
  schoolName: string
  roundName: string
  /** Last day of the round. */
  closesOn: string
  /** Where a slip's address begins: the code follows. It stands behind `#`, so that no server ever reads it from an address. */
  linkStart: string
  /** What people type before they type the code. */
  address: string
  /** What each class gets; every slip with its code as printed, in groups. */
  batches: readonly { name: string; slips: readonly { code: string; printed: string }[] }[]
}

const slipColumns = 2
const slipRows = 6

/** Slips with cut lines, twelve on a page; every page names its batch at the edge, the slips themselves name nobody. */
export function slipsPdf(sheets: PrintedSlips, made: string): Promise<Uint8Array> {
  const perPage = slipColumns * slipRows
  const pages = sheets.batches.flatMap((batch) => Array.from({ length: Math.ceil(batch.slips.length / perPage) }, (_, page) => (sheet: Sheet) => {
    const margin = 10
    const width = (sheet.width - 2 * margin) / slipColumns
    const height = (sheet.height - 2 * margin) / slipRows
    const count = Math.ceil(batch.slips.length / perPage)
    sheet.text(`${batch.name} · trang ${page + 1}/${count} · cắt rời, trộn đều rồi phát, không ghi tên lên phiếu`, { x: margin, y: 4.5, width: sheet.width - 2 * margin }, { size: 2.6, colour: soft, lines: 1 })
    for (const [index, slip] of batch.slips.slice(page * perPage, (page + 1) * perPage).entries()) {
      const left = margin + (index % slipColumns) * width
      const top = margin + Math.floor(index / slipColumns) * height
      const qr = 38
      sheet.qr(sheets.linkStart + slip.code, { x: left + 2, y: top + (height - qr) / 2, width: qr })
      const words: Box = { x: left + qr + 4, y: 0, width: width - qr - 8 }
      let y = sheet.text(sheets.schoolName, { ...words, y: top + 4 }, { size: 2.8, weight: 'bold', lines: 2 })
      y = sheet.text(sheets.roundName, { ...words, y: y + 0.4 }, { size: 2.6, colour: soft, lines: 2 })
      y = sheet.text('Phiếu này dùng một lần, không gắn với tên ai.', { ...words, y: y + 1 }, { size: 2.7, leading: 1.25, lines: 2 })
      y = sheet.text(`Quét mã, hoặc mở ${sheets.address} rồi gõ:`, { ...words, y: y + 0.8 }, { size: 2.5, leading: 1.25, lines: 3 })
      y = sheet.text(slip.printed, { ...words, y: y + 0.6 }, { size: 3.7, weight: 'bold', colour: ink, lines: 1 })
      sheet.text(`Đến hết ngày ${formatDate(sheets.closesOn)}`, { ...words, y: y + 0.6 }, { size: 2.5, colour: soft, lines: 1 })
    }
    for (let column = 0; column <= slipColumns; column += 1) sheet.cut({ x: margin + column * width, y: margin }, { x: margin + column * width, y: sheet.height - margin })
    for (let row = 0; row <= slipRows; row += 1) sheet.cut({ x: margin, y: margin + row * height }, { x: sheet.width - margin, y: margin + row * height })
  }))
  return pdf(`Phiếu mã một lần – ${sheets.roundName}`, a4, pages, made)
}

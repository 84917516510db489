import { describe, expect, test } from 'vitest'
import { placeSheetPdf, placeSheets, slipsPdf } from '#app/print/index.ts'
import type { PlaceSheet, PrintedPlace } from '#app/print/index.ts'
import { readPdf } from '#tests/support/pdf.ts'

const made = '2026-11-23T02:00:00.000Z'
const place: PrintedPlace = {
  schoolName: 'Trường Mầm non Hoa Phượng',
  placeName: 'Cổng chính',
  code: 'CAMSANH',
  link: 'https://hoaphuong.edu.vn/s/CAMSANH',
  address: 'hoaphuong.edu.vn/s/CAMSANH',
  answerDays: 10,
}
const long: PrintedPlace = {
  schoolName: 'Trường Mầm non Tư thục Song ngữ Quốc tế Hoa Phượng Đỏ Bình Hưng Hòa',
  placeName: 'Họp phụ huynh đầu năm học 2026–2027, hội trường lầu 2',
  code: 'CHANHTRANGTHU',
  link: 'https://phanhoi.mamnonhoaphuongdobinhhunghoa.thanhpho.edu.vn/s/CHANHTRANGTHU',
  address: 'phanhoi.mamnonhoaphuongdobinhhunghoa.thanhpho.edu.vn/s/CHANHTRANGTHU',
  answerDays: 10,
}
const kinds = Object.keys(placeSheets) as PlaceSheet[]
const sizes: Record<PlaceSheet, [number, number]> = { 'to-a4': [210, 297], 'to-a5': [148, 210], 'the-cua': [210, 297], 'the-a6': [210, 297], tem: [210, 297], 'trinh-chieu': [339, 190] }
const copies: Record<PlaceSheet, number> = { 'to-a4': 1, 'to-a5': 1, 'the-cua': 2, 'the-a6': 4, tem: 28, 'trinh-chieu': 1 }

describe.each(kinds)('%s', (kind) => {
  test('is one page of its size', async () => {
    const pages = await readPdf(await placeSheetPdf(kind, place, made))
    expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([sizes[kind]])
  })

  test.each([place, long])('carries codes that a reader decodes at two centimetres, and the address beside each: $code', async (one) => {
    const [page] = await readPdf(await placeSheetPdf(kind, one, made))
    expect(page!.codes(2)).toEqual(Array(copies[kind]).fill(one.link))
    expect(page!.text.replaceAll(' ', '').split(one.address.replaceAll(' ', ''))).toHaveLength(copies[kind] + 1)
  })

  test('breaks an address that is too long for a line before one of its parts, never in the code at its end', async () => {
    for (const one of [place, long, { ...place, address: 'langnghe.mamnonhoaphuongchanhbinh.edu.vn/s/CHANHTRANGTHU' }]) {
      const [page] = await readPdf(await placeSheetPdf(kind, one, made))
      expect(page!.text.split(`/${one.address.split('/').at(-1)}`)).toHaveLength(copies[kind] + 1)
    }
  })

  test('has every Vietnamese letter in its own embedded fonts', async () => {
    const file = await placeSheetPdf(kind, { ...place, schoolName: 'Ẳ ẵ ặ ẫ ậ ễ ệ ỗ ộ ỡ ợ ữ ự ỵ Đ đ' }, made)
    const [page] = await readPdf(file)
    expect(page!.unreadable).toBe(0)
    if (kind !== 'tem') expect(page!.text).toContain('Ẳ ẵ ặ ẫ ậ ễ ệ ỗ ộ ỡ ợ ữ ự ỵ Đ đ')
  })
})

describe('slips', () => {
  const slips = Array.from({ length: 25 }, (_, index) => ({ code: `7K3M9QWD2XZ4PT${String(index).padStart(2, '0')}`, printed: `7K3M-9QWD-2XZ4-PT${String(index).padStart(2, '0')}` }))
  const sheets = { schoolName: place.schoolName, roundName: 'Học kỳ I', closesOn: '2026-11-30', linkStart: 'https://hoaphuong.edu.vn/phieu#', address: 'hoaphuong.edu.vn/phieu', batches: [{ name: 'Lớp Lá 1', slips }] }

  test('stand twelve on a page, each with its own code in dots and in letters, the class at the edge alone', async () => {
    const pages = await readPdf(await slipsPdf(sheets, made))
    expect(pages.map((page) => page.codes(2).length)).toEqual([12, 12, 1])
    expect(pages.flatMap((page) => page.codes(2))).toEqual(slips.map((slip) => `https://hoaphuong.edu.vn/phieu#${slip.code}`))
    const text = pages.map((page) => page.text).join(' ')
    for (const slip of slips) expect(text).toContain(slip.printed)
    expect(text.split('Lớp Lá 1')).toHaveLength(pages.length + 1)
    expect(text).toContain('Đến hết ngày 30/11/2026')
  })
})

import { describe, expect, test } from 'vitest'
import type { KnownNames } from '#app/cases/known-names.ts'
import { findPersonalData } from '#app/cases/redaction.ts'

const nobody: KnownNames = { contact: [], staff: [] }
const found = (text: string, names = nobody) => findPersonalData(text, names).map(({ kind, text: what, certain }) => ({ kind, what, certain }))

describe('personal data in a text to be published', () => {
  test.each([
    ['Gọi 0900 000 012 nhé', '0900 000 012'],
    ['Gọi 0900.000.012', '0900.000.012'],
    ['Số +84 90 000 0012 ạ', '+84 90 000 0012'],
    ['Bàn (028) 3855 1234', '(028) 3855 1234'],
  ])('a telephone number however it is written: %s', (text, what) => {
    expect(found(text)).toEqual([{ kind: 'phone', what, certain: true }])
  })

  test('an e-mail address', () => {
    expect(found('Liên hệ me.bong@example.com.')).toEqual([{ kind: 'email', what: 'me.bong@example.com', certain: true }])
  })

  test('an identity number', () => {
    expect(found('CCCD 079190000123')).toEqual([{ kind: 'id-number', what: '079190000123', certain: true }])
  })

  test('neither money nor dates nor a case number', () => {
    expect(found('Thu 1.250.000 đồng ngày 12-11-2026, hồ sơ PAKN.20261123.0001, 35 trẻ')).toEqual([])
  })

  test('the sender, with or without diacritics, as whole words', () => {
    const names = { contact: ['Nguyễn Thị Lan'], staff: [] }
    expect(found('Chị nguyen thi lan nói', names)).toEqual([{ kind: 'contact', what: 'nguyen thi lan', certain: true }])
    expect(found('Nguyễn Thị Lanh nói', names)).toEqual([])
  })

  test('a class and a member of staff are shown, not refused', () => {
    const names = { contact: [], staff: ['Trần Thị Mai'] }
    expect(found('Cô Trần Thị Mai lớp Lá 2', names)).toEqual([
      { kind: 'class', what: 'lớp Lá 2', certain: false },
      { kind: 'staff', what: 'Trần Thị Mai', certain: false },
    ])
  })

  test.each([`lớp${' '.repeat(8000)}`, 'lá '.repeat(4000), 'a'.repeat(16_000), 'a.'.repeat(8000), `a@${'a'.repeat(8000)}`, '0 '.repeat(8000), '('.repeat(16_000)])('a text made to be slow is not: %#', (text) => {
    const began = performance.now()
    findPersonalData(text, { contact: ['Nguyễn Thị Lan'], staff: ['Trần Thị Mai'] })
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('an ordinary answer is clean', () => {
    expect(found('Nhà trường đã thay vòi nước ở khu vệ sinh và sẽ kiểm tra mỗi sáng thứ Hai.')).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { countConditions, hasConditions, readFilter, writeFilter } from '#app/cases/inbox-filter.ts'

const read = (query: string) => readFilter(new URLSearchParams(query))

describe('a filter in an address', () => {
  test('says everything that can be asked for, and comes back the same', () => {
    const query =
      'xem=all&q=b%E1%BB%AFa+x%E1%BA%BF&loai=feedback&trang-thai=in_progress&linh-vuc=f1&nguoi=none&noi=p1' +
      '&nhan-tu=2026-11-01&nhan-den=2026-11-30&han-tu=2026-12-01&han-den=2026-12-31&an-toan=1&qua-han=1&chuyen-cap=1&trung=1&trang=3'
    expect(writeFilter(read(query))).toBe(query)
  })

  test('leaves out what it does not know instead of failing', () => {
    const strange = 'xem=constructor&loai=%27&trang-thai=__proto__&linh-vuc=%3Cb%3E&nhan-tu=2026-02-30&trang=-1&la=1'
    expect(writeFilter(read(strange))).toBe('')
    expect(read(strange).view).toBe('waiting')
  })

  test('is a condition or only a way to look', () => {
    expect(hasConditions(read('xem=overdue&trang=2'))).toBe(false)
    expect(hasConditions(read('xem=overdue&an-toan=1'))).toBe(true)
    expect(countConditions(read('xem=overdue&trang=2'))).toBe(0)
    expect(countConditions(read('xem=overdue&an-toan=1&q=c%C6%A1m&nhan-tu=2026-02-30'))).toBe(2)
  })

  test('keeps a long search short enough for the address of a case opened from it', () => {
    const q = read(new URLSearchParams({ q: 'ậ'.repeat(500) }).toString()).q!
    const inCase = encodeURIComponent(encodeURIComponent(encodeURIComponent(q)))
    expect(inCase.length).toBeLessThan(1900)
  })
})

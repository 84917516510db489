import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subjectOf } from '#app/cases/subject.ts'

describe('the subject made from the first words', () => {
  it('is the first sentence where that is short', () => {
    expect(subjectOf('Bữa trưa hôm thứ Ba bị nguội. Cháu nhà tôi không ăn được.')).toBe('Bữa trưa hôm thứ Ba bị nguội')
    expect(subjectOf('Sao cổng sau hay khóa sớm vậy? Tôi đến 16h50 đã đóng.')).toBe('Sao cổng sau hay khóa sớm vậy?')
    expect(subjectOf('  Nhà vệ sinh lớp Chồi thiếu xà phòng\nĐã hai tuần nay.')).toBe('Nhà vệ sinh lớp Chồi thiếu xà phòng')
  })

  it('does not stop at a number or a short opening', () => {
    expect(subjectOf('Thưa cô. Sáng nay có 2.500 đồng tiền thừa chưa trả lại')).toBe('Thưa cô. Sáng nay có 2.500 đồng tiền thừa chưa trả lại')
  })

  it('cuts long text between words', () => {
    const body = 'Gia đình tôi đã nhiều lần nhắc về việc xe đưa đón dừng ngay trước cổng làm các cháu phải đi xuống lòng đường rất nguy hiểm'
    const subject = subjectOf(body)
    expect(subject.length).toBeLessThanOrEqual(91)
    expect(subject.endsWith('…')).toBe(true)
    expect(body.startsWith(subject.slice(0, -1))).toBe(true)
    expect(body[subject.length - 1]).toBe(' ')
  })

  it('is never empty, never long, and always one line', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 10, maxLength: 300, unit: 'grapheme' }).filter((text) => text.trim().length >= 10), (body) => {
        const subject = subjectOf(body)
        expect(subject.length).toBeLessThanOrEqual(91)
        expect(subject).not.toContain('\n')
        expect(subject.isWellFormed()).toBe(true)
      }),
    )
  })
})

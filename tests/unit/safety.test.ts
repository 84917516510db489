import { describe, expect, test } from 'vitest'
import { findSafetyWords } from '#app/cases/safety.ts'

describe('words that may mean a child in danger', () => {
  test.each(['Cô đánh cháu bầm tay.', 'Cháu bị tát trong giờ ngủ', 'co danh be trong gio ngu', 'be bi ngo doc sau bua trua', 'Bé bị bỏ quên trên xe'])('raise the alarm: %s', (text) => {
    expect(findSafetyWords(text, null)).not.toEqual([])
  })

  test.each([
    'Bé chưa biết đánh răng', 'Phiếu đánh giá khó hiểu', 'Con học đánh vần', 'Bánh mì hơi khô', 'Trò chơi tát nước rất vui', 'Thực đơn có thịt bầm', 'danh sach lop chua dung', 'Cô không bao giờ đánh các bé',
    'tat ca deu tot', 'Sân hơi bẩn',
  ])('leave alone: %s', (text) => {
    expect(findSafetyWords(text, null)).toEqual([])
  })

  test('a school’s own list holds alone', () => {
    expect(findSafetyWords('Cô đánh cháu', 'trèo rào')).toEqual([])
    expect(findSafetyWords('Bé trèo rào ra đường', 'trèo rào\n- trèo rào bóng')).toEqual(['trèo rào'])
  })
})

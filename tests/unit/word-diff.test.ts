import { expect, test } from 'vitest'
import { diffWords } from '#app/cases/word-diff.ts'

test('marks the words that went and the words that came', () => {
  expect(diffWords('Vòi nước thay ngày 04/5 ở sân.', 'Vòi nước thay ngày 05/5 ở sân.')).toEqual([
    { kind: 'same', text: 'Vòi nước thay ngày ' },
    { kind: 'gone', text: '04/5 ' },
    { kind: 'new', text: '05/5 ' },
    { kind: 'same', text: 'ở sân.' },
  ])
})

test('either side can be put together again from the parts', () => {
  const [before, after] = ['một hai ba bốn năm sáu bảy', 'hai ba bốn mới năm bảy']
  const parts = diffWords(before, after)!
  expect(parts.filter(({ kind }) => kind !== 'new').map(({ text }) => text).join('')).toBe(before)
  expect(parts.filter(({ kind }) => kind !== 'gone').map(({ text }) => text).join('')).toBe(after)
})

test('what is covered is one word', () => {
  expect(diffWords('Con là Nguyễn Khôi đang chờ.', 'Con là [đã che] đang chờ.')?.map(({ kind }) => kind)).toEqual(['same', 'gone', 'new', 'same'])
})

test('what was written anew is not compared word by word', () => {
  expect(diffWords('canh nguội quá bé không ăn', 'Phụ huynh phản ánh bữa trưa chưa đạt')).toBeNull()
  expect(diffWords('', 'Chữ')).toBeNull()
})

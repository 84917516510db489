import { describe, expect, test } from 'vitest'
import { csvFile } from '#app/spreadsheets/index.ts'

describe('a CSV file', () => {
  test('has a byte order mark, CRLF and quotes where needed', () => {
    expect(csvFile(['ten', 'n'], [['Bữa ăn, bán trú', 12], ['nói "có"', null], ['hai\ndòng', 0]])).toBe(
      '\uFEFFten,n\r\n"Bữa ăn, bán trú",12\r\n"nói ""có""",\r\n"hai\ndòng",0\r\n',
    )
  })

  test('for Vietnamese settings: semicolons and decimal commas', () => {
    expect(csvFile(['a', 'b', 'c'], [[97.58, 'x;y', 1234.5]], 'vietnamese')).toBe('\uFEFFa;b;c\r\n97,58;"x;y";1234,5\r\n')
  })

  test.each(['=1+1', '+84', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '\u0000x', '＝1', '＋1', '－1', '＠x'])('%j is text, not a formula', (text) => {
    const cell = csvFile(['a'], [[text]]).split('\uFEFFa\r\n')[1]!
    expect(cell.replace(/^"/, '').startsWith("'")).toBe(true)
  })

  test('a negative number is a number', () => {
    expect(csvFile(['a'], [[-1.5]])).toBe('\uFEFFa\r\n-1.5\r\n')
  })

  test('what is not a figure is refused', () => {
    expect(() => csvFile(['a'], [[NaN]])).toThrow(RangeError)
  })
})

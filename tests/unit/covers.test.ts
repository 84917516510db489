import { describe, expect, test } from 'vitest'
import { editPieces, toggleCover } from '#app/cases/cover-edit.ts'
import { cover, coverProblem, cut, outside, parseCovers, tidyCovers, uncover, withoutMarks, writeCovers } from '#app/cases/covers.ts'

describe('covers', () => {
  test('inside the words stay, outside stands that something is covered', () => {
    expect(outside('Chị ⟦Nguyễn Thị Lan⟧ ở ⟦hẻm 12⟧ phản ánh.')).toBe('Chị [đã che] ở [đã che] phản ánh.')
    expect(parseCovers('a⟦bc⟧d')).toEqual({ plain: 'abcd', covers: [{ start: 1, end: 3 }] })
    expect(outside('Không che gì.')).toBe('Không che gì.')
  })

  test('two covers side by side are one, so that nobody counts the words', () => {
    expect(outside('Bé ⟦Bông⟧⟦ Hoa⟧ khóc.')).toBe('Bé [đã che] khóc.')
  })

  test.each(['Chị ⟦Lan', 'Chị Lan⟧', '⟦Chị ⟦Lan⟧⟧', 'Chị ⟧Lan⟦', 'Chị ⟦⟧', 'Chị ⟦ ⟧', '⟦'])('marks that do not fit together are refused with words, and nothing is shown: %s', (text) => {
    expect(coverProblem(text)).toMatch(/Dấu|Cặp dấu/)
    expect(() => outside(text)).toThrow()
    expect(editPieces(text, { contact: [], staff: [] })).toBeNull()
    expect(toggleCover(text, 0, 'Lan')).toBe(text)
  })

  test('brackets that a keyboard has become marks, and the text is composed', () => {
    expect(tidyCovers('Chị [[Lan]] 〚ở đây〛')).toBe('Chị ⟦Lan⟧ ⟦ở đây⟧')
    expect(outside(tidyCovers('Chị [[Nguyễn Thị Lan]] nói'.normalize('NFD')))).toBe('Chị [đã che] nói')
    expect(withoutMarks('Chị ⟦Lan⟧')).toBe('Chị Lan')
  })

  test('covering and uncovering is undone by its opposite, whatever the order', () => {
    const plain = 'Bé Bông lớp Lá 2 khóc.'
    const [name, room] = [{ start: 3, end: 7 }, { start: 8, end: 16 }]
    const both = cover({ plain, covers: [] }, [room, name])
    expect(writeCovers(both)).toBe('Bé ⟦Bông⟧ ⟦lớp Lá 2⟧ khóc.')
    expect(writeCovers(uncover(both, room))).toBe('Bé ⟦Bông⟧ lớp Lá 2 khóc.')
    expect(writeCovers(uncover(uncover(both, room), name))).toBe(plain)
    expect(parseCovers(writeCovers(both))).toEqual(both)
    // Out of a larger cover only the words that were meant come free.
    expect(writeCovers(uncover(cover({ plain, covers: [] }, [{ start: 0, end: plain.length }]), name))).toBe('⟦Bé ⟧Bông⟦ lớp Lá 2 khóc.⟧')
  })

  test('pieces put together are the text', () => {
    const marked = parseCovers('a⟦bc⟧d e')
    expect(cut(marked, [2, 5]).map((piece) => piece.text).join('')).toBe(marked.plain)
    expect(cut(marked, [2]).filter((piece) => piece.isCovered).map((piece) => piece.text)).toEqual(['b', 'c'])
  })

  test('a press covers the words at their place, a second uncovers them, also after the text has moved', () => {
    const text = 'Bé Bông gọi cô. Mẹ bé Bông chờ.'
    const second = text.lastIndexOf('Bông')
    const covered = toggleCover(text, second, 'Bông')
    expect(covered).toBe('Bé Bông gọi cô. Mẹ bé ⟦Bông⟧ chờ.')
    expect(toggleCover(covered, second, 'Bông')).toBe(text)
    expect(toggleCover(`Hôm qua. ${text}`, second, 'Bông')).toBe('Hôm qua. Bé Bông gọi cô. Mẹ bé ⟦Bông⟧ chờ.')
    expect(toggleCover(text, 0, 'Mây')).toBe(text)
  })

  test('what is suggested can be pressed, what is covered too, the rest is text', () => {
    const pieces = editPieces('Bé Bông ⟦ở quê⟧ gọi 0900 000 012', { contact: [], staff: [] })
    expect(pieces?.filter((piece) => piece.toggle).map(({ text, isCovered, toggle }) => [text, isCovered, toggle])).toEqual([
      ['Bông', false, { kind: 'name', certain: false }],
      ['ở quê', true, { kind: null, certain: false }],
      ['0900 000 012', false, { kind: 'phone', certain: true }],
    ])
  })

  test('a long text with many covers is quick', () => {
    const text = '⟦a⟧ b '.repeat(1300)
    const began = performance.now()
    expect(outside(text)).not.toContain('a⟧')
    editPieces(text, { contact: [], staff: ['Trần Thị Mai'] })
    expect(performance.now() - began).toBeLessThan(1000)
  })
})

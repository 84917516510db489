import { describe, expect, test } from 'vitest'
import { handsOver, peopleMeant, personMeant } from '#app/cases/mentions.ts'

const people = [
  { id: 'sa', name: 'Huỳnh Thị Kim Sa', jobTitle: 'Giáo viên' },
  { id: 'van', name: 'Trịnh Thị Bích Vân', jobTitle: 'Phó hiệu trưởng' },
  { id: 'van2', name: 'Lê Vân', jobTitle: 'Văn thư' },
  { id: 'dat', name: 'Đỗ Đạt', jobTitle: 'Bảo vệ' },
]

describe('who is meant by an @name', () => {
  test.each([
    ['@Huỳnh Thị Kim Sa xem giúp', ['sa']],
    ['Nhờ @kim sa, và @dat.', ['sa', 'dat']],
    ['@SA @sa @Đạt', ['sa', 'dat']],
    ['@le van trả lời hộ', ['van2']],
    ['@Bích Vân', ['van']],
    ['Xem dòng\n@sa\nnhé', ['sa']],
    ['Gửi sa@truong.example.vn và số 3@4', []],
    ['Mua 3 @ 5.000 đồng', []],
  ])('%j', (text, ids) => {
    expect(peopleMeant(text, people)).toEqual({ ids, unclear: [] })
  })

  test('the whole of a name goes before the end of another', () => {
    expect(peopleMeant('@Lê Vân', [...people, { id: 'long', name: 'Phạm Lê Vân', jobTitle: '' }]).ids).toEqual(['van2'])
  })

  test('a name that fits several is asked back', () => {
    const { ids, unclear } = peopleMeant('@Vân xem giúp', people)
    expect(ids).toEqual([])
    expect(unclear.map(({ typed, people: fitting }) => [typed, fitting.map(({ id }) => id)])).toEqual([['Vân', ['van', 'van2']]])
  })

  test('a name of nobody is asked back, not passed over', () => {
    expect(peopleMeant('@Hoa xem giúp', people)).toEqual({ ids: [], unclear: [{ typed: 'Hoa', people: [] }] })
    expect(peopleMeant('@m xem', people).unclear).toHaveLength(1)
  })

  test('a name alone, with or without the sign', () => {
    expect(personMeant('@sa', people).ids).toEqual(['sa'])
    expect(personMeant(' Kim  Sa ', people).ids).toEqual(['sa'])
    expect(personMeant('vân', people).unclear[0]?.people).toHaveLength(2)
    expect(personMeant('', people).ids).toEqual([])
  })

  test('“giao” after the name that begins a note hands the case over', () => {
    expect(handsOver('@sa giao, xem giúp', people)).toBe(true)
    expect(handsOver('@Huỳnh Thị Kim Sa GIAO nhé', people)).toBe(true)
    expect(handsOver('@sa xem rồi giao lại', people)).toBe(false)
    expect(handsOver('Nhờ @sa giao', people)).toBe(false)
    expect(handsOver('@hoa giao', people)).toBe(false)
  })
})

import { describe, expect, test } from 'vitest'
import { mentionedStaff, readNames } from '#app/cases/named-staff.ts'
import type { Registered } from '#app/cases/named-staff.ts'

const person = (id: string, name: string, job_title = 'Giáo viên', role: Registered['role'] = 'handler'): Registered => ({ id, name, job_title, role })
const register = [
  person('diem', 'Lâm Ngọc Diễm', 'Cán bộ', 'principal'),
  person('van', 'Trịnh Thị Bích Vân', 'Phó hiệu trưởng', 'coordinator'),
  person('sa', 'Huỳnh Thị Kim Sa', 'Tổ trưởng tổ cấp dưỡng'),
  person('nhi', 'Võ Ngọc Thảo Nhi', 'Nhân viên y tế'),
  person('sa-hai', 'Lê Sa'),
  person('dai', 'Lê Thị Phương Đài', 'Kế toán', 'viewer'),
]
const barred = (answer: string) => readNames(answer, register).flatMap(({ staffIds }) => staffIds).sort()

describe('whom the sender names', () => {
  test.each([
    ['Huỳnh Thị Kim Sa', ['sa']],
    ['huynh thi kim sa', ['sa']],
    ['cô Kim Sa lớp Lá 1', ['sa']],
    ['chị Huỳnh Sa', ['sa']],
    ['cô Đài', ['dai']],
    ['co dai', ['dai']],
    ['Nhi', ['nhi']],
    ['cô giáo Vân', ['van']],
    ['cô hiệu trưởng', ['diem']],
    ['hiệu trưởng Diễm', ['diem']],
    ['hiệu phó', ['van']],
    ['cô kế toán', ['dai']],
    ['cô y tế', ['nhi']],
  ])('%s', (answer, ids) => {
    expect(barred(answer)).toEqual(ids)
  })

  test('several are separated by commas, lines or "và"', () => {
    expect(barred('cô Vân, cô Nhi và bà Đài')).toEqual(['dai', 'nhi', 'van'])
    expect(barred('Vân\nNhi; hiệu trưởng')).toEqual(['diem', 'nhi', 'van'])
  })

  test('a given name that several bear means all of them', () => {
    expect(barred('cô Sa')).toEqual(['sa', 'sa-hai'])
  })

  test('a name that is nobody’s is kept as it was written', () => {
    expect(readNames('bác bảo vệ cổng sau,  cô Hạnh ', register)).toEqual([
      { written: 'bác bảo vệ cổng sau', staffIds: [] },
      { written: 'cô Hạnh', staffIds: [] },
    ])
    expect(readNames('  ', register)).toEqual([])
  })
})

describe('whom a report speaks of', () => {
  test.each([
    ['Hôm qua cô Nhi mắng cháu.', ['nhi']],
    ['Thầy Vân hay đến muộn', ['van']],
    ['Tôi không hài lòng về Trịnh Thị Bích Vân.', ['van']],
    ['trinh thi bich van noi nang kho nghe', ['van']],
    ['cô giáo Nhi không nghe máy', ['nhi']],
    ['Cô Kim Sa để canh nguội', ['sa']],
    ['co Nhi mang be', ['nhi']],
  ])('%s', (text, ids) => {
    expect(mentionedStaff(text, register).sort()).toEqual(ids)
  })

  test.each([
    'Cháu có nhi đồng cứu quốc kể chuyện',
    'bé có đài ở nhà',
    'be co nhi dong',
    'Xe đại mới chạy, cô đại diện lớp báo muộn',
    'Vân tay của bé bị trầy',
  ])('nobody in: %s', (text) => {
    expect(mentionedStaff(text, register)).toEqual([])
  })
})

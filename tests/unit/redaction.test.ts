import { describe, expect, test } from 'vitest'
import { outside } from '#app/cases/covers.ts'
import type { KnownNames } from '#app/cases/known-names.ts'
import { findPersonalData, locatePersonalData } from '#app/cases/redaction.ts'
import type { FindingKind } from '#app/cases/redaction.ts'
import { hoaPhuongContent, senHongContent } from '#db/seed/content/index.ts'

const nobody: KnownNames = { contact: [], staff: [] }
const found = (text: string, names = nobody) => findPersonalData(text, names).map(({ kind, text: what, certain }) => ({ kind, what, certain }))

describe('personal data in a text to be published', () => {
  test.each<[FindingKind, string, string]>([
    ['phone', 'Gọi 0900 000 012 nhé', '0900 000 012'],
    ['phone', 'Gọi 0900.000.012', '0900.000.012'],
    ['phone', 'Số +84 90 000 0012 ạ', '+84 90 000 0012'],
    ['phone', 'Bàn (028) 3855 1234', '(028) 3855 1234'],
    ['email', 'Liên hệ me.bong@example.com.', 'me.bong@example.com'],
    ['id-number', 'CCCD 079190000123', '079190000123'],
    ['id-number', 'chuyển khoản stk 19034567 nhé', '19034567'],
    ['plate', 'xe biển số 59-X3 123.45 đậu', '59-X3 123.45'],
    ['plate', 'xe 51F-678.90 chắn cổng', '51F-678.90'],
    ['plate', 'xe 59X3 1234', '59X3 1234'],
    ['birth-date', 'bé sinh ngày 12/03/2021 ạ', '12/03/2021'],
  ])('certainly %s: %s', (kind, text, what) => {
    expect(found(text)).toEqual([{ kind, what, certain: true }])
  })

  test.each<[FindingKind, string, string[]]>([
    ['name', 'Con tôi là Nguyễn Minh Khôi học ở đây', ['Nguyễn Minh Khôi']],
    ['name', 'PHẠM HỮU LỢI viết', ['PHẠM HỮU LỢI']],
    ['name', 'chi nguyen thi lan co noi', ['nguyen thi lan co']],
    ['name', 'bé Bông và cháu Minh Khôi khóc', ['Bông', 'Minh Khôi']],
    ['name', 'Mẹ bé Na bận, chị Hồng Đào đón', ['Na', 'Hồng Đào']],
    ['birth-date', 'bé sinh năm 2021', ['2021']],
    ['class', 'lớp Lá 2, nhóm trẻ 25-36, lop Choi 1, lớp 5A', ['lớp Lá 2', 'nhóm trẻ 25-36', 'lop Choi 1', 'lớp 5A']],
    ['address', 'nhà ở số 12/3 đường Trần Phú', ['số 12/3 đường Trần Phú']],
    ['address', 'trong hẻm 45/6, tổ 5, khu phố 4', ['hẻm 45/6', 'tổ 5', 'khu phố 4']],
    ['address', 'ở chung cư Hoa Sen, phường Chánh Bình', ['chung cư Hoa Sen', 'phường Chánh Bình']],
    ['link', 'xem facebook.com/me.bong.99 và zalo: mebong', ['facebook.com/me.bong.99', 'mebong']],
  ])('possibly %s: %s', (kind, text, what) => {
    expect(found(text)).toEqual(what.map((one) => ({ kind, what: one, certain: false })))
  })

  test.each([
    'Thu 1.250.000 đồng ngày 12-11-2026, hồ sơ PAKN.20261123.0001, 35 trẻ',
    'Nhà trường đã thay vòi nước ở khu vệ sinh và sẽ kiểm tra mỗi sáng thứ Hai.',
    'Ủy ban nhân dân phường Chánh Bình, Thành phố Hồ Chí Minh, Hà Nội',
    'Cô Hiệu trưởng, bà Nội, cô Giáo, ông Ngoại và Ban giám hiệu',
    'Mỗi lớp có 2 cô; tiền ăn là 2 buổi; 30 phút; từ 6 giờ 30 đến 7 giờ 15',
    'Bộ phận văn phòng do văn thư phụ trách',
  ])('an ordinary text is clean: %s', (text) => {
    expect(found(text)).toEqual([])
  })

  test('the sender, with or without diacritics, as whole words', () => {
    const names = { contact: ['Nguyễn Thị Lan'], staff: [] }
    expect(found('Chị nguyen thi lan nói', names)).toEqual([{ kind: 'contact', what: 'nguyen thi lan', certain: true }])
    expect(found('Nguyễn Thị Lanh nói', names)).toEqual([{ kind: 'name', what: 'Nguyễn Thị Lanh', certain: false }])
  })

  test('a member of staff by the whole name, and by the given name after cô or thầy', () => {
    const names = { contact: [], staff: ['Trần Thị Mai', 'Hồ Thị Ngọc Lài'] }
    expect(found('Cô Trần Thị Mai lớp Lá 2', names)).toEqual([
      { kind: 'staff', what: 'Trần Thị Mai', certain: false },
      { kind: 'class', what: 'lớp Lá 2', certain: false },
    ])
    expect(found('cô lài la bé', names)).toEqual([{ kind: 'staff', what: 'lài', certain: false }])
    expect(found('Cô Ngọc Lài hay la', names)).toEqual([{ kind: 'staff', what: 'Ngọc Lài', certain: false }])
    expect(found('hoa lài thơm, ngày mai', names)).toEqual([])
  })

  test('a class as the school names it, and nothing of what the school says of itself', () => {
    const names = { contact: [], staff: [], classes: ['Lớp Bông Hồng'], own: ['028 3855 1234', 'Số 12 đường số 9B, phường Chánh Bình'] }
    expect(found('Ở lớp bông hồng', names)).toEqual([{ kind: 'class', what: 'lớp bông hồng', certain: false }])
    expect(found('Gọi văn phòng 028 3855 1234, số 12 đường số 9B, phường Chánh Bình', names)).toEqual([])
  })

  test('tells where each stands, apart from the others, also in decomposed text', () => {
    const text = 'Chị Nguyễn Thị Lan, 0900 000 012, chị Nguyễn Thị Lan'
    for (const form of [text, text.normalize('NFD'), `😀 ${text}`]) {
      const places = locatePersonalData(form, { contact: ['Nguyễn Thị Lan'], staff: [] })
      expect(places.map(({ start, end }) => form.normalize('NFC').slice(start, end))).toEqual(['Nguyễn Thị Lan', '0900 000 012', 'Nguyễn Thị Lan'])
      expect(places.every((one, index) => index === 0 || places[index - 1]!.end <= one.start)).toBe(true)
    }
  })

  test('the texts that the demo schools have published hold nothing that would have to be covered', () => {
    for (const content of [hoaPhuongContent, senHongContent]) {
      const names = { contact: [], staff: content.staff.map((person) => person.name), classes: content.places.filter((place) => place.kind === 'class').map((place) => place.name.vi) }
      for (const { publication, key } of content.cases) {
        if (publication) expect(found(outside(publication.summary) + '\n' + outside(publication.answer), names).filter((one) => one.what !== 'Nguyễn Thị Lan'), key).toEqual([])
      }
    }
  })

  const long = (unit: string) => unit.repeat(Math.ceil(16_000 / unit.length))
  test.each([
    `lớp${' '.repeat(8000)}`, 'lá '.repeat(4000), 'a'.repeat(16_000), 'a.'.repeat(8000), `a@${'a'.repeat(8000)}`, '0 '.repeat(8000), '('.repeat(16_000),
    long('Nguyễn '), long('bé A '), long('số 1 đường A '), long('hẻm 1/'), long('sinh '), long('1'), long('1.'), long('59A '), long('facebook.com/'), long('zalo: '), long('stk: '), long('cô '), long('A '), long('⟦'),
  ])('a text made to be slow is not: %#', (text) => {
    const began = performance.now()
    findPersonalData(text, { contact: ['Nguyễn Thị Lan'], staff: ['Trần Thị Mai'] })
    expect(performance.now() - began).toBeLessThan(1000)
  })
})

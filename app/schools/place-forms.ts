import * as v from 'valibot'
import type { Place } from '#db/schema.ts'

export const placeKindLabels: Record<Place['kind'], string> = {
  gate: 'Cổng, lối vào',
  class: 'Lớp học',
  office: 'Phòng, khu vực chung',
  event: 'Sự kiện, buổi họp',
}

export const placeKinds = Object.keys(placeKindLabels) as Place['kind'][]

/** Capital letters without I and O, which pass for 1 and 0 on a wall and over the telephone. */
export const placeCodePattern = /^[A-HJ-NP-Z]{4,12}$/

/** What was typed, as a code is written: capitals, no spaces, no marks. It may still be no valid code. */
export function normalisePlaceCode(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'D')
    .toUpperCase()
    .replace(/[\s-]+/g, '')
}

const name = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) => text.trim().replace(/\s+/g, ' ')),
  v.minLength(1, 'Vui lòng nhập tên vị trí, ví dụ: Cổng chính.'),
  v.maxLength(80, 'Tên vị trí dài nhất 80 ký tự.'),
)
const kind = v.picklist(placeKinds, 'Vui lòng chọn loại vị trí.')

/** An empty code asks for one to be made. */
const code = v.pipe(
  v.optional(v.string(), ''),
  v.transform(normalisePlaceCode),
  v.check((text) => text === '' || placeCodePattern.test(text), 'Mã gồm 4–12 chữ cái, không dùng số, chữ O và chữ I vì dễ nhầm với 0 và 1.'),
)

export const newPlaceForm = v.object({ name, kind, code })
export const placeForm = v.object({ name, kind })

import { describe, expect, test } from 'vitest'
import { defaultFields } from '#app/schools/defaults.ts'
import { defaultTemplates } from '#app/schools/default-templates.ts'
import { fillTemplate, hasBlanks, templatePurposes, unknownPlaceholders } from '#app/schools/template-words.ts'

const facts = {
  'số hồ sơ': 'PAKN.20261123.0001', 'hạn trả lời': '08/12/2026', 'ngày nhận': '23/11/2026', 'loại': 'góp ý', 'lĩnh vực': 'Bữa ăn, bán trú',
  'tên trường': 'Trường Mầm non Hoa Phượng', 'điện thoại của trường': '0900 000 001',
}

test('what stands in braces is filled in, however it was typed', () => {
  expect(fillTemplate('Hồ sơ { Số  hồ sơ } về {lĩnh vực}, hạn {hạn trả lời}.'.normalize('NFD'), facts).normalize('NFC')).toBe('Hồ sơ PAKN.20261123.0001 về Bữa ăn, bán trú, hạn 08/12/2026.')
  expect(fillTemplate('{không có}', facts)).toBe('{không có}')
  expect(unknownPlaceholders('{số hồ sơ} {tên con} {}')).toEqual(['{tên con}', '{}'])
})

test('a blank is found as it is typed on any keyboard, and nothing else is one', () => {
  for (const text of ['ngày […]', 'ngày [...]', 'ngày [ … ]']) expect(hasBlanks(text)).toBe(true)
  for (const text of ['[đã che]', 'xong…', 'v.v...', '[1]']) expect(hasBlanks(text)).toBe(false)
})

describe('the wording that is shipped', () => {
  test('serves every purpose, and knows only what a case can fill in', () => {
    expect([...new Set(defaultTemplates.map(({ purpose }) => purpose))].sort()).toEqual([...templatePurposes].sort())
    for (const { body, name, field } of defaultTemplates) {
      expect(unknownPlaceholders(body), name).toEqual([])
      expect(name.length).toBeLessThanOrEqual(80)
      if (field) expect(defaultFields.map(({ code }) => code)).toContain(field)
    }
    expect(new Set(defaultTemplates.map(({ purpose, name }) => `${purpose} ${name}`)).size).toBe(defaultTemplates.length)
  })

  test('no answer could go out as it is: what was done and by when is always for the author to say', () => {
    for (const { body, name } of defaultTemplates.filter(({ purpose }) => purpose === 'answer')) expect(hasBlanks(body), name).toBe(true)
  })

  test('promises nothing in general', () => {
    for (const { body, name } of defaultTemplates) expect(body, name).not.toMatch(/sớm nhất|trong thời gian tới|rút kinh nghiệm|nghiêm túc|cố gắng hết sức|quan tâm chỉ đạo/u)
  })
})

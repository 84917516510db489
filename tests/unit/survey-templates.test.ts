import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { comparableItems, definitionLimits, definitionSchema, emptyDefinitionProblems, formChange, formsOf, levelItems, questionsOf, restructured, templates, withTexts } from '#app/surveys/index.ts'
import type { Definition, Questionnaire, Restructuring, TemplateName } from '#app/surveys/index.ts'

const names = Object.keys(templates) as TemplateName[]
const definitionOf = ({ areas, overall, expectation, comment, groups }: Definition): Definition => ({ areas, overall, expectation, comment, groups })

describe('the templates', () => {
  it.each(names)('%s is whole in both languages and within the limits', (name) => {
    const template = templates[name]
    expect(v.safeParse(definitionSchema, definitionOf(template)).success).toBe(true)
    expect(emptyDefinitionProblems(template)).toEqual([])
    for (const { wording } of questionsOf(template)) {
      expect(wording.vi).not.toBe(wording.en)
      expect(wording.vi).toBe(wording.vi.normalize('NFC'))
    }
  })

  it('ask schools of every level about the five areas of the ministry, with a form of one minute', () => {
    for (const name of ['preschool', 'primary', 'secondary'] as const) {
      expect(templates[name].areas.map((area) => area.code)).toEqual(['A', 'B', 'C', 'D', 'E'])
      expect(formsOf(templates[name])).toEqual(['quick', 'full'])
      expect(levelItems(templates[name], 'full')).toHaveLength(26)
      expect(templates[name].expectation?.code).toBe('F2')
    }
    expect(formsOf(templates.dossier)).toEqual(['full'])
  })

  it('speak of pupils and class teachers, not of small children, in a school', () => {
    const words = (name: TemplateName) => questionsOf(templates[name]).map(({ wording }) => wording.vi).join('\n')
    for (const name of ['primary', 'secondary'] as const) {
      expect(words(name)).not.toMatch(/trẻ|đồ chơi|\bbé\b|giấc ngủ/i)
      expect(words(name)).toMatch(/học sinh/)
      expect(words(name)).toMatch(/[Gg]iáo viên chủ nhiệm/)
      expect(words(name)).toMatch(/đánh giá/)
    }
    expect(templates.primary.groups?.options.map((one) => one.label.vi)).toEqual(['Lớp 1', 'Lớp 2', 'Lớp 3', 'Lớp 4', 'Lớp 5'])
    expect(templates.secondary.groups?.options.map((one) => one.label.vi)).toEqual(['Lớp 6', 'Lớp 7', 'Lớp 8', 'Lớp 9'])
  })

  it('are never edited where a migration writes them: what parents of earlier rounds read would change', () => {
    const print = (name: TemplateName) => createHash('sha256').update(JSON.stringify(templates[name])).digest('hex').slice(0, 16)
    expect({ preschool: print('preschool'), dossier: print('dossier') }).toMatchInlineSnapshot(`
      {
        "dossier": "fbf7c0cf9d5f5afe",
        "preschool": "5e11669d3fab4d0c",
      }
    `)
  })
})

describe('the shape of a questionnaire', () => {
  const good = definitionOf(templates.preschool)
  const accepts = (definition: unknown) => v.safeParse(definitionSchema, definition).success

  it('has at most eight areas of at most ten questions, and at least one of each', () => {
    const [area] = good.areas
    const items = (count: number) => Array.from({ length: count }, (_, index) => ({ code: `A${index + 1}`, wording: { vi: 'Câu', en: 'Item' } }))
    const areas = (count: number) => [...'ABCDEGHIJ'].slice(0, count).map((code) => ({ code, name: area!.name, items: [{ code: `${code}1`, wording: { vi: 'Câu', en: 'Item' } }], quickItem: null }))
    expect(accepts({ ...good, areas: [{ ...area, items: items(10) }] })).toBe(true)
    expect(accepts({ ...good, areas: [{ ...area, items: items(11) }] })).toBe(false)
    expect(accepts({ ...good, areas: [{ ...area, items: [] }] })).toBe(false)
    expect(accepts({ ...good, areas: areas(8) })).toBe(true)
    expect(accepts({ ...good, areas: areas(9) })).toBe(false)
    expect(accepts({ ...good, areas: [] })).toBe(false)
  })

  it('takes no wording over the limit, no code twice and no question under another area’s letter', () => {
    const [area] = good.areas
    const withItem = (item: unknown) => ({ ...good, areas: [{ ...area, items: [item] }] })
    expect(accepts(withItem({ code: 'A1', wording: { vi: 'a'.repeat(definitionLimits.wording), en: 'b' } }))).toBe(true)
    expect(accepts(withItem({ code: 'A1', wording: { vi: 'a'.repeat(definitionLimits.wording + 1), en: 'b' } }))).toBe(false)
    expect(accepts(withItem({ code: 'B1', wording: { vi: 'a', en: 'b' } }))).toBe(false)
    expect(accepts({ ...good, areas: [area, area] })).toBe(false)
    expect(accepts({ ...good, overall: { ...good.overall, code: 'A1' } })).toBe(false)
  })
})

describe('editing', () => {
  const start = definitionOf(templates.preschool)
  const title = templates.preschool.title
  const does = (definition: Definition, what: Restructuring, code = '', used: string[] = []) => restructured(definition, 'education', what, code, new Set(used))
  const codes = (definition: Definition | null, area = 0) => definition?.areas[area]?.items.map((item) => item.code)

  it('keeps the code of a question that is reworded or moved', () => {
    const { definition } = withTexts({ title, definition: start }, { 'A1-vi': '  Thông tin   tuyển sinh rõ ràng ', 'A-en': 'Access' })
    expect(definition.areas[0]!.items[0]).toEqual({ code: 'A1', wording: { vi: 'Thông tin tuyển sinh rõ ràng', en: start.areas[0]!.items[0]!.wording.en } })
    expect(definition.areas[0]!.name.en).toBe('Access')
    const moved = does(definition, 'down', 'A1')!
    expect(codes(moved)).toEqual(['A2', 'A1', 'A3', 'A4', 'A5'])
    expect(moved.areas[0]!.items[1]!.wording.vi).toBe('Thông tin tuyển sinh rõ ràng')
    expect(does(moved, 'up', 'B')!.areas.map((area) => area.code)).toEqual(['B', 'A', 'C', 'D', 'E'])
  })

  it('never gives a new question a code that any version had', () => {
    expect(codes(does(start, 'add-item', 'A'))).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6'])
    expect(codes(does(start, 'add-item', 'A', ['A6', 'A7']))?.at(-1)).toBe('A8')
    const added = does(start, 'add-area')!
    // F is the overall question's letter.
    expect(added.areas.at(-1)).toMatchObject({ code: 'G', quickItem: { code: 'G0' }, items: [{ code: 'G1' }] })
    expect(does(start, 'add-area', '', ['G', 'G1'])!.areas.at(-1)!.code).toBe('H')
    const dossier = restructured(definitionOf(templates.dossier), 'dossier', 'add-item', 'T', new Set())!
    expect(codes(dossier)?.at(-1)).toBe('T9')
  })

  it('stops at the limits and keeps the last of everything', () => {
    let full: Definition = start
    for (let n = 0; n < 5; n += 1) full = does(full, 'add-item', 'A')!
    expect(does(full, 'add-item', 'A')).toBeNull()
    for (let n = 0; n < 3; n += 1) full = does(full, 'add-area')!
    expect(does(full, 'add-area')).toBeNull()
    expect(v.safeParse(definitionSchema, full).success).toBe(true)
    let bare: Definition = start
    for (const code of ['A', 'B', 'C', 'D']) bare = does(bare, 'remove', code)!
    expect(does(bare, 'remove', 'E')).toBeNull()
    for (const code of ['E1', 'E2', 'E3', 'E4']) bare = does(bare, 'remove', code)!
    expect(does(bare, 'remove', 'E5')).toBeNull()
    expect(does(start, 'up', 'A1')).toBeNull()
    expect(does(start, 'down', 'E')).toBeNull()
    expect(does(start, 'remove', 'Z9')).toBeNull()
  })

  it('switches the question about expectations off and on', () => {
    const off = does(start, 'remove-expectation')!
    expect(off.expectation).toBeNull()
    expect(does(off, 'add-expectation')!.expectation?.code).toBe('F2')
    expect(does(start, 'add-expectation')).toBeNull()
  })

  it('changes what the child can belong to, between two choices and twelve, or asks nothing of it', () => {
    const choices = (definition: Definition | null) => definition?.groups?.options.map((one) => one.code)
    expect(choices(start)).toEqual(['nursery', 'mam', 'choi', 'la'])
    expect(choices(does(start, 'up', 'la'))).toEqual(['nursery', 'mam', 'la', 'choi'])
    expect(does(start, 'up', 'nursery')).toBeNull()
    let changed = does(does(start, 'remove', 'nursery')!, 'remove', 'choi')!
    expect(does(changed, 'remove', 'la')).toBeNull()
    changed = does(changed, 'add-choice')!
    expect(choices(changed)).toEqual(['mam', 'la', 'nhom1'])
    expect(emptyDefinitionProblems({ ...changed, title }).map((problem) => problem.field)).toEqual(['nhom-nhom1-vi', 'nhom-nhom1-en'])
    const named = withTexts({ title, definition: changed }, { 'nhom-nhom1-vi': 'Lớp ghép', 'nhom-nhom1-en': 'Mixed ages' })
    expect(named.definition.groups!.options.at(-1)).toEqual({ code: 'nhom1', label: { vi: 'Lớp ghép', en: 'Mixed ages' } })
    expect(withTexts({ title, definition: changed }, { 'nhom-la-vi': 'a'.repeat(61) }).problems).toEqual([{ field: 'nhom-la-vi', message: expect.stringContaining('Tối đa 60') as string }])
    for (let n = 3; n < 12; n += 1) changed = does(changed, 'add-choice')!
    expect(does(changed, 'add-choice')).toBeNull()
    expect(v.safeParse(definitionSchema, changed).success).toBe(true)

    const without = does(start, 'remove-groups')!
    expect(without.groups).toBeNull()
    expect(does(without, 'add-choice')).toBeNull()
    const again = does(without, 'add-groups')!
    expect(choices(again)).toEqual(['nhom1', 'nhom2'])
    expect(v.safeParse(definitionSchema, again).success).toBe(true)
  })

  it('names each text that is missing, and each that is too long', () => {
    const added = does(start, 'add-item', 'B')!
    expect(emptyDefinitionProblems({ ...added, title }).map((problem) => problem.field)).toEqual(['B6-vi', 'B6-en'])
    const { problems } = withTexts({ title, definition: start }, { 'C3-vi': 'a'.repeat(201) })
    expect(problems).toEqual([{ field: 'C3-vi', message: expect.stringContaining('201') as string }])
  })
})

describe('comparing two versions', () => {
  const first: Questionnaire = { ...templates.preschool, version: 1 }
  const next = (typed: Record<string, string>): Questionnaire => {
    const { definition, title } = withTexts({ title: first.title, definition: definitionOf(first) }, typed)
    return { code: 'education', version: 2, title, ...definition }
  }

  it('is only for questions with the same code and the same words in both languages', () => {
    expect(comparableItems(first, first).size).toBe(31)
    expect(formChange(first, first)).toBeNull()
    expect(formChange(first, next({ 'A1-vi': 'Câu khác' }))).toEqual({ from: 1, to: 2, headlineSame: true, changed: ['A1'] })
    expect(formChange(first, next({ 'A1-en': 'Another question' }))?.changed).toEqual(['A1'])
    expect(formChange(first, next({ 'F1-vi': 'Ông/bà có hài lòng không?' }))).toMatchObject({ headlineSame: false, changed: ['F1'] })
  })

  it('does not compare across templates what only has the same code', () => {
    const change = formChange(first, { ...templates.primary, version: 2 })!
    expect(change.headlineSame).toBe(true)
    expect(change.changed).toContain('B2')
  })
})

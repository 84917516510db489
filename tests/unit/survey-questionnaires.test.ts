import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { askedForm, formsOf, levelItems, maxCommentLength, responseFormSchema, structureOf, templates } from '#app/surveys/index.ts'

const education = templates.preschool
const dossier = templates.dossier

describe('questionnaires', () => {
  it('ask the items of the ministry, in its order', () => {
    const areas = ['A', 'B', 'C', 'D', 'E']
    expect(levelItems(education, 'full')).toEqual([...areas.flatMap((area) => [1, 2, 3, 4, 5].map((n) => `${area}${n}`)), 'F1'])
    expect(levelItems(education, 'quick')).toEqual([...areas.map((area) => `${area}0`), 'F1'])
    expect(levelItems(dossier, 'full')).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'T6'])
  })

  it('pool the one-minute question with its area and leave the headline outside', () => {
    const { areas, overall } = structureOf(education)
    expect(areas[0]).toEqual({ code: 'A', items: ['A1', 'A2', 'A3', 'A4', 'A5', 'A0'] })
    expect(overall).toBe('F1')
    expect(areas.flatMap((area) => area.items)).not.toContain('F1')
  })

  it('offer a one-minute form only where every area has its question', () => {
    expect(formsOf(education)).toEqual(['quick', 'full'])
    expect(formsOf(dossier)).toEqual(['full'])
  })
})

describe('responseFormSchema', () => {
  const full = responseFormSchema(askedForm(education, 'full', 'vi'), 'vi')
  const issuesOf = (given: unknown, schema = full) => {
    const result = v.safeParse(schema, given)
    return result.success ? [] : result.issues.map((issue) => [v.getDotPath(issue), issue.message])
  }

  it('keeps what was answered and drops blanks', () => {
    const form = v.parse(full, { A1: '5', A2: '', B1: '0', F2: ' 90 ', F3: '  Cảm ơn cô.  ', quan_he: 'mother', do_tuoi: '' })
    expect(form).toEqual({
      answers: { A1: 5, B1: 0 },
      expectation: 90,
      comment: 'Cảm ơn cô.',
      relation: 'mother',
      ageGroup: null,
    })
  })

  it('writes the limit of a comment as the form does', () => {
    const long = { A1: '5', F3: 'x'.repeat(maxCommentLength + 1) }
    expect(issuesOf(long)).toEqual([['F3', expect.stringContaining('2.000 ký tự')]])
    expect(issuesOf(long, responseFormSchema(askedForm(education, 'full', 'en'), 'en'))).toEqual([['F3', expect.stringContaining('2,000 characters')]])
  })

  it('asks for one answer at least, and points at the first question', () => {
    expect(issuesOf({})).toEqual([['A1', expect.stringContaining('ít nhất một câu')]])
    expect(issuesOf({ F3: 'Chỉ góp ý thôi' })).toHaveLength(1)
    expect(issuesOf({}, responseFormSchema(askedForm(education, 'quick', 'en'), 'en'))).toEqual([['A0', expect.stringContaining('at least one')]])
  })

  it('counts "no opinion" as an answer', () => {
    expect(issuesOf({ F1: '0' })).toEqual([])
  })

  it('refuses levels, percentages and groups that do not exist', () => {
    expect(issuesOf({ A1: '6' })).toEqual([['A1', expect.any(String)]])
    for (const percent of ['-1', '151', '90.5', 'chín mươi', '1e2', '0x10']) expect(issuesOf({ A1: '5', F2: percent })).toEqual([['F2', expect.any(String)]])
    for (const percent of ['0', '100', '150', '']) expect(issuesOf({ A1: '5', F2: percent })).toEqual([])
    expect(issuesOf({ A1: '5', quan_he: 'neighbour' })).toEqual([['quan_he', expect.any(String)]])
  })

  it('limits the comment', () => {
    expect(issuesOf({ A1: '5', F3: 'a'.repeat(maxCommentLength) })).toEqual([])
    expect(issuesOf({ A1: '5', F3: 'a'.repeat(maxCommentLength + 1) })).toEqual([['F3', expect.any(String)]])
  })

  it('takes no answer that is not on the form', () => {
    expect(v.parse(responseFormSchema(askedForm(education, 'quick', 'vi'), 'vi'), { A0: '4', A1: '1', F2: '10' })).toMatchObject({ answers: { A0: 4 }, expectation: null })
  })
})

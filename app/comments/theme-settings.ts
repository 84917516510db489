import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import type { Change } from '#app/schools/profile.ts'
import type { Db } from '#db/connect.ts'
import type { School } from '#db/schema.ts'
import { defaultThemes } from './default-themes.ts'
import { sortAgain } from './sort-again.ts'
import { otherTheme } from './themes.ts'
import type { Theme } from './themes.ts'

export const mostThemes = 15

/** The themes of a school in their order. */
export function themesOf(school: Pick<School, 'comment_themes'>): readonly Theme[] {
  return school.comment_themes === null ? defaultThemes : (JSON.parse(school.comment_themes) as Theme[])
}

const text = (max: number) => v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(max, `Tối đa ${max} ký tự.`))

/** One theme as it is typed. A name left empty takes the theme away. */
const typed = v.object({ code: v.optional(v.string(), ''), vi: text(40), en: text(40), field: v.optional(v.string(), ''), words: text(3000) })

export interface ThemeProblem {
  field: string
  message: string
}

/** Reads the form of all themes: `vi-0`, `words-0`, `vi-1` …; the fields that are wrong are named in the same way. `fields` are the codes of the school's fields. */
export function readThemes(form: URLSearchParams, fields: readonly string[]): { themes: Theme[]; problems: ThemeProblem[] } {
  const themes: Theme[] = []
  const problems: ThemeProblem[] = []
  const codes = new Set<string>([otherTheme.code])
  for (let place = 0; place <= mostThemes; place += 1) {
    const names = ['code', 'vi', 'en', 'field', 'words'] as const
    const read = v.safeParse(typed, Object.fromEntries(names.map((name) => [name, form.get(`${name}-${place}`) ?? ''])))
    if (!read.success) {
      for (const issue of read.issues) problems.push({ field: `${String(issue.path?.[0]?.key)}-${place}`, message: issue.message })
      continue
    }
    const { code, vi, en, field, words } = read.output
    const lines = [...new Set(words.split('\n').map((line) => line.replace(/\s+/g, ' ').trim().normalize('NFC')))].filter((line) => line !== '')
    if (vi === '') {
      // Whoever empties the name removes the theme; words typed for one without a name are not thrown away silently.
      if (code === '' && lines.length > 0) problems.push({ field: `vi-${place}`, message: 'Vui lòng nhập tên chủ đề.' })
      continue
    }
    if (lines.length === 0) problems.push({ field: `words-${place}`, message: 'Vui lòng nhập ít nhất một từ.' })
    if (themes.some((theme) => theme.vi.toLowerCase() === vi.toLowerCase())) problems.push({ field: `vi-${place}`, message: 'Tên này đã có ở trên.' })
    if (!fields.includes(field)) problems.push({ field: `field-${place}`, message: 'Vui lòng chọn lĩnh vực.' })
    themes.push({ code: freeCode(code, codes), vi, en: en || vi, field, words: lines.join('\n') })
  }
  if (themes.length > mostThemes) problems.push({ field: `vi-${mostThemes}`, message: `Tối đa ${mostThemes} chủ đề.` })
  return { themes, problems }
}

/** The theme's own code, or one that no other has. */
function freeCode(asked: string, taken: Set<string>): string {
  let code = /^[a-z0-9-]{1,20}$/.test(asked) ? asked : ''
  for (let number = 1; code === '' || taken.has(code); number += 1) code = `own-${number}`
  taken.add(code)
  return code
}

/** Saves the themes; null puts back those of the product. All comments that nobody has moved by hand are sorted again at the next pass. */
export async function saveThemes(db: Db, school: { id: string }, themes: readonly Theme[] | null, { staff, now }: Change): Promise<void> {
  const isDefault = themes === null || JSON.stringify(themes) === JSON.stringify(defaultThemes)
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('schools').set({ comment_themes: isDefault ? null : JSON.stringify(themes) }).where('id', '=', school.id).execute()
    await sortAgain(tx, school)
    await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action: 'comment:themes', detail: isDefault ? 'Theo bộ chủ đề có sẵn' : `${themes.length} chủ đề`, at: now })
  })
}

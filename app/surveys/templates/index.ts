import { randomUUID } from 'node:crypto'
import type { Message } from '#app/i18n/index.ts'
import type { Db } from '#db/connect.ts'
import type { QuestionnaireCode } from '#db/schema.ts'
import type { Template } from '../questionnaires.ts'
import { dossier } from './dossier.ts'
import { preschool } from './preschool.ts'
import { primary } from './primary.ts'
import { secondary } from './secondary.ts'

/** What a school begins with, by name. A school copies one and makes it its own. */
export const templates = { preschool, primary, secondary, dossier } as const satisfies Record<string, Template>

export type TemplateName = keyof typeof templates
export type SchoolLevel = 'preschool' | 'primary' | 'secondary'

/** Words of the office. */
export const templateLabels: Record<TemplateName, string> = {
  preschool: 'Mầm non (theo mẫu của Bộ, 3476/QĐ-BGDĐT)',
  primary: 'Tiểu học',
  secondary: 'Trung học cơ sở',
  dossier: 'Giải quyết hồ sơ, thủ tục',
}

/** The templates of one survey, in the order to offer them. */
export function templatesOf(survey: QuestionnaireCode): TemplateName[] {
  return (Object.keys(templates) as TemplateName[]).filter((name) => templates[name].code === survey)
}

/** True where these are the areas of a template, so that what is said of where they come from holds; a school may have chosen others. */
export function hasTemplateAreas(survey: QuestionnaireCode, areas: readonly { name: Message }[]): boolean {
  const names = (of: readonly { name: Message }[]) => of.map(({ name }) => name.vi).join('\n')
  return templatesOf(survey).some((name) => names(templates[name].areas) === names(areas))
}

/** Gives a new school both questionnaires, ready for use as version 1. */
export async function copyTemplates(trx: Db, school: { id: string }, level: SchoolLevel, now: string): Promise<void> {
  const rows = ([level, 'dossier'] as const).map((name) => {
    const { code, title, ...definition } = templates[name]
    return {
      id: randomUUID(),
      school_id: school.id,
      survey: code,
      version: 1,
      title_vi: title.vi,
      title_en: title.en,
      definition: JSON.stringify(definition),
      state: 'in_use' as const,
      based_on: `template:${name}`,
      created_by: null,
      created_at: now,
      published_at: now,
    }
  })
  await trx.insertInto('questionnaires').values(rows).execute()
}

import { data } from '@remix-run/node'
import type { AppContext } from '#app/context.ts'
import { formValues, parseForm } from '#app/http/forms.ts'
import type { StaffVisit } from '#app/http/require-staff.ts'
import { absenceForm, addAbsence, deleteAbsence, listAbsences, possibleDeputies } from '#app/staff/index.ts'
import type { AbsenceChange } from '#app/staff/index.ts'
import type { AbsencePlan } from './AbsenceCard.tsx'
import { done } from './done.ts'

/** What the card of one person's absences shows. */
export async function loadAbsencePlan({ db }: AppContext, { school, today }: Pick<StaffVisit, 'school' | 'today'>, staffId: string): Promise<AbsencePlan> {
  const [absences, deputies] = await Promise.all([listAbsences(db, school, today, staffId), possibleDeputies(db, school, staffId)])
  return {
    absences: absences.map(({ id, from, to, deputyName }) => ({ id, from, to, deputyName })),
    deputies: deputies.map(({ id, name, job_title }) => ({ value: id, label: `${name} – ${job_title}` })),
  }
}

/** Takes the card's form for adding an absence of that person. */
export async function sendAbsence({ db }: AppContext, { staff, school, today, now }: StaffVisit, staffId: string, form: URLSearchParams, page: string) {
  const parsed = parseForm(absenceForm, form)
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  const result = await addAbsence(db, school, { ...parsed.value, staffId }, staff, today, now)
  if (result === 'not-found') throw new Response('', { status: 404 })
  return result === 'done' ? done(page, 'ghi-vang') : data({ errors: [problems[result]], values: formValues(form) }, { status: 422 })
}

/** Takes an absence of that person off the list: one's own, or with `anybody` that of a colleague. */
export async function removeAbsence({ db }: AppContext, { staff, school, now }: StaffVisit, anybody: boolean, form: URLSearchParams, page: string) {
  if ((await deleteAbsence(db, school, form.get('absenceId') ?? '', staff, anybody, now)) === 'not-found') throw new Response('', { status: 404 })
  return done(page, 'xoa-vang')
}

const problems: Record<Exclude<AbsenceChange, 'done' | 'not-found'>, { field: string; message: string }> = {
  'own-deputy': { field: 'deputyId', message: 'Người thay phải là người khác.' },
  'no-such-deputy': { field: 'deputyId', message: 'Người này không xử lý được phản ánh. Vui lòng chọn người khác.' },
  past: { field: 'to', message: 'Những ngày này đã qua.' },
  overlap: { field: 'from', message: 'Đã ghi vắng trong một số ngày này. Xóa lần ghi cũ trước.' },
  cycle: { field: 'deputyId', message: 'Người này cũng vắng trong thời gian đó và việc thay lại quay về chính người vắng. Chọn người khác.' },
}

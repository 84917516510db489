import { auditActions, auditGroups, auditSubjects } from '#app/audit/words.ts'
import type { AuditGroup } from '#app/audit/words.ts'
import { isDay } from '#app/calendar/days.ts'

/** The filter of the log as it stands in an address or a form; empty where there is none, or none that is known. */
export interface AuditQuery {
  nguoi: string
  loai: string
  viec: string
  nhom: AuditGroup | ''
  so: string
  tu: string
  den: string
}

/** Reads the filter; whatever is unknown in it is left out. */
export function readAuditQuery(query: URLSearchParams): AuditQuery {
  const text = (name: string) => query.get(name)?.trim() ?? ''
  const known = (value: string, test: (value: string) => boolean) => (test(value) ? value : '')
  return {
    nguoi: known(text('nguoi'), (value) => /^[\w-]{1,64}$/.test(value)),
    loai: known(text('loai'), (value) => Object.hasOwn(auditSubjects, value)),
    viec: known(text('viec'), (value) => auditActions.some(({ action }) => action === value)),
    nhom: known(text('nhom'), (value) => Object.hasOwn(auditGroups, value)) as AuditGroup | '',
    so: text('so').slice(0, 40),
    tu: known(text('tu'), isDay),
    den: known(text('den'), isDay),
  }
}

/** The same for the query of the log. */
export function auditFilter({ nguoi, loai, viec, nhom, so, tu, den }: AuditQuery) {
  return { staffId: nguoi, subject: loai, action: viec, ...(nhom === '' ? {} : { group: nhom }), number: so, from: tu, to: den }
}

/** The address of a page of the log under this filter. */
export function auditHref(query: AuditQuery, page = 1): string {
  const parts = Object.entries({ ...query, trang: page === 1 ? '' : String(page) }).filter(([, value]) => value !== '')
  return `/office/nhat-ky${parts.length > 0 ? `?${new URLSearchParams(parts).toString()}` : ''}`
}

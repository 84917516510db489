import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parseForm } from '#app/http/forms.ts'
import { intakeSchema } from '#app/cases/intake-form.ts'
import { feedbackText } from '#app/i18n/messages/feedback.ts'

const schema = intakeSchema('vi', ['meals', 'safety'])
const named = { kind: 'feedback', field: 'meals', body: 'Bữa trưa hôm nay bị nguội.', sender: 'named', name: 'Nguyễn Thị Hoa', consentContact: 'on' }

function read(form: Record<string, string>) {
  return parseForm(schema, new URLSearchParams(form))
}

function errorsOf(form: Record<string, string>): string[] {
  const parsed = read(form)
  return parsed.ok ? [] : parsed.errors.map((error) => error.field)
}

describe('the intake form', () => {
  it('reads a complete form', () => {
    const parsed = read({ ...named, phone: '0912 345 678', email: 'hoa@example.vn', childSafety: 'on', consentPublish: 'on', noi: 'CAMSANH' })
    expect(parsed.ok && parsed.value).toEqual({
      kind: 'feedback',
      aboutPrincipal: false,
      keepFrom: '',
      fieldCode: 'meals',
      placeCode: 'CAMSANH',
      body: 'Bữa trưa hôm nay bị nguội.',
      childSafety: true,
      sender: 'named',
      contact: { name: 'Nguyễn Thị Hoa', phone: '0912 345 678', email: 'hoa@example.vn' },
      consentContact: true,
      consentPublish: true,
    })
  })

  it('says in words of its own what an empty form lacks, in both languages', () => {
    for (const lang of ['vi', 'en'] as const) {
      const parsed = parseForm(intakeSchema(lang, ['meals']), new URLSearchParams())
      expect(parsed.ok).toBe(false)
      if (parsed.ok) return
      const words = feedbackText.errors
      expect(parsed.errors).toEqual([
        { field: 'kind', message: words.kind[lang] },
        { field: 'field', message: words.field[lang] },
        { field: 'body', message: words.bodyEmpty[lang] },
        { field: 'sender', message: words.sender[lang] },
      ])
    }
  })

  it('asks about the principal only where something is denounced', () => {
    const anonymous = { field: 'meals', body: 'Có việc thu tiền ngoài quy định.', sender: 'anonymous' }
    expect(errorsOf({ ...anonymous, kind: 'denunciation' })).toEqual(['aboutPrincipal'])
    expect(errorsOf({ ...anonymous, kind: 'denunciation', aboutPrincipal: 'no' })).toEqual([])
    const other = read({ ...anonymous, kind: 'feedback', aboutPrincipal: 'yes' })
    expect(other.ok && other.value.aboutPrincipal).toBe(false)
  })

  it('wants a name and a consent from whoever does not stay anonymous', () => {
    expect(errorsOf({ ...named, name: ' ', consentContact: '' })).toEqual(['name', 'consentContact'])
    expect(errorsOf({ ...named, sender: 'protected', consentContact: '' })).toEqual(['consentContact'])
  })

  it('drops name, contact and consent of an anonymous sender, right or wrong as they may be', () => {
    const parsed = read({ ...named, sender: 'anonymous', phone: '12', email: 'not an address' })
    expect(parsed.ok && parsed.value.contact).toEqual({ name: null, phone: null, email: null })
    expect(parsed.ok && parsed.value.consentContact).toBe(false)
  })

  it('never takes a consent to publish a complaint or denunciation', () => {
    for (const kind of ['complaint', 'denunciation']) {
      const parsed = read({ ...named, kind, aboutPrincipal: 'no', consentPublish: 'on' })
      expect(parsed.ok && parsed.value.consentPublish).toBe(false)
    }
  })

  it.each(['0912345678', '0912 345 678', '+84 912-345-678', '(028) 3950.1234'])('takes the telephone number %s', (phone) => {
    expect(errorsOf({ ...named, phone })).toEqual([])
  })

  it.each(['123', 'chín một hai', '0912345678901234567'])('refuses the telephone number %s', (phone) => {
    expect(errorsOf({ ...named, phone })).toEqual(['phone'])
  })

  it('refuses an e-mail address that could carry a second recipient', () => {
    for (const email of ['a@b', 'a@b.vn,c@d.vn', 'a@b.vn\nbcc: c@d.vn', 'Hoa <a@b.vn>']) expect(errorsOf({ ...named, email }), email).toEqual(['email'])
  })

  it('counts the text between 10 and 5 000 letters, marks composed', () => {
    expect(errorsOf({ ...named, body: '123456789' })).toEqual(['body'])
    expect(errorsOf({ ...named, body: 'ệ'.repeat(5000) })).toEqual([])
    expect(errorsOf({ ...named, body: 'ệ'.normalize('NFD').repeat(5000) })).toEqual([])
    expect(errorsOf({ ...named, body: 'a'.repeat(5001) })).toEqual(['body'])
  })

  it('ignores a place code that is none', () => {
    for (const noi of ['', '<b>', 'x'.repeat(65)]) {
      const parsed = read({ ...named, noi })
      expect(parsed.ok && parsed.value.placeCode).toBeNull()
    }
  })

  it('reads what the browser holds as it reads what the browser posts', () => {
    const held = v.safeParse(schema, { ...named, aboutPrincipal: null, noi: false, childSafety: false, phone: '', email: '', consentContact: true, consentPublish: false })
    const posted = read(named)
    expect(held.success && held.output).toEqual(posted.ok && posted.value)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { officeReturnPath, safeReturnPath } from '#app/http/paths.ts'
import { isSlug, slugFrom } from '#app/schools/index.ts'
import { may, passwordProblem } from '#app/staff/index.ts'
import type { Permission } from '#app/staff/index.ts'
import type { Role } from '#db/schema.ts'

describe('permissions', () => {
  it.each<[Permission, Role[]]>([
    ['staff:manage', ['principal']],
    ['school:manage', ['principal']],
    ['audit:view', ['principal']],
    ['mail:view', ['principal', 'coordinator']],
    ['case:publish', ['principal', 'coordinator']],
    ['case:reply', ['principal', 'coordinator', 'handler']],
    ['account:own', ['principal', 'coordinator', 'handler', 'viewer']],
  ])('%s belongs to %j', (permission, allowed) => {
    const roles: Role[] = ['principal', 'coordinator', 'handler', 'viewer']
    expect(roles.filter((role) => may(role, permission))).toEqual(allowed)
  })
})

describe('the way back after sign-in', () => {
  it.each(['/office', '/office/phan-anh/PAKN.20261123.0001', '/office/phan-anh?xem=mine&trang=2', '/office/phan-anh?q=b%E1%BB%AFa+%C4%83n'])('keeps %s', (path) => {
    expect(officeReturnPath(path)).toBe(path)
  })

  it.each([
    null, '', 'https://evil.example/office', '//evil.example/office', '/\\evil.example', '/khao-sat', '/officer', '/office/../s/x',
    '/office/dang-nhap?tiep=/office', '/office/dang-xuat', '/office/thiet-lap/abc', '/office/moi/abc', '/office/x\r\nSet-Cookie: a=b', 'javascript:alert(1)',
  ])('turns %j into the first page', (path) => {
    expect(officeReturnPath(path)).toBe('/office')
  })

  it('never leaves this site', () => {
    expect(safeReturnPath('//evil.example', '/')).toBe('/')
  })
})

describe('a new password', () => {
  const person = { name: 'Lâm Ngọc Diễm', email: 'hieutruong@hoaphuong.example.vn' }

  it.each(['con mèo ngồi bên cửa sổ', 'Xe đạp màu xanh 27', 'tR4m-huong-giua-rung'])('accepts %s', (password) => {
    expect(passwordProblem(password, person)).toBeNull()
  })

  it.each(['ngắn quá', 'aaaaaaaaaaaaaaa', '12345678901234', 'matkhau123456', 'Lâm Ngọc Diễm', 'lamngocdiem123', 'hieutruong12345', 'qwertyuiop123'])('refuses %s', (password) => {
    expect(passwordProblem(password, person)).not.toBeNull()
  })

  it('counts letters as people see them, not bytes', () => {
    expect(passwordProblem('ệềểữứự', person)).toContain('ít nhất 10 ký tự')
  })
})

describe("a school's slug", () => {
  it.each([
    ['Trường Mầm non Hoa Phượng', 'hoa-phuong'],
    ['Trường Tiểu học Nguyễn Thị Định', 'nguyen-thi-dinh'],
    ['Đất Việt', 'dat-viet'],
  ])('%s becomes %s', (name, slug) => {
    expect(slugFrom(name)).toBe(slug)
    expect(isSlug(slug)).toBe(true)
  })

  it('is no word that an address of our own begins with', () => {
    const words = [...readFileSync('remix.config.js', 'utf8').split("route('office'")[0]!.replace(/(route\('en\?\/may').*?\n {6}\}\)/s, '$1)').matchAll(/route\('(?:en\?\/)?(?::school\?\/)?([a-z-]+)['/]/g)].map(([, word]) => word!)
    expect(words.length).toBeGreaterThan(30)
    for (const word of new Set(words)) expect(isSlug(word), word).toBe(false)
  })

  it.each(['office', 'en', 's', 'khao-sat', 'a', 'Hoa', 'hoa--phuong', '-hoa', 'hoa phuong', 'x'.repeat(41)])('%s cannot be one', (slug) => {
    expect(isSlug(slug)).toBe(false)
  })
})

import * as v from 'valibot'
import { clockTime, emailAddress, isSlug, line, slugFrom } from '#app/schools/index.ts'
import { minPasswordLength, passwordProblem } from './passwords.ts'

const password = v.optional(v.string(), '')
const roles = ['principal', 'coordinator', 'handler', 'viewer'] as const

/** Sign-in. Says nothing about the form of a password: that would help nobody but a guesser. */
export const signInForm = v.object({
  email: v.pipe(v.optional(v.string(), ''), v.trim(), v.nonEmpty('Vui lòng nhập e-mail.'), v.maxLength(254, 'E-mail quá dài.')),
  password: v.pipe(password, v.nonEmpty('Vui lòng nhập mật khẩu.'), v.maxLength(1000, 'Mật khẩu quá dài.')),
})

/** The code of an app: six digits, however they are spaced. */
export const appCodeForm = v.object({
  code: v.pipe(v.optional(v.string(), ''), v.transform((text) => text.replace(/\s/g, '')), v.nonEmpty('Vui lòng nhập mã 6 số.'), v.regex(/^\d{6}$/, 'Mã gồm đúng 6 chữ số.')),
})

/** A recovery code, with or without its hyphens. */
export const recoveryCodeForm = v.object({
  recovery: v.pipe(v.optional(v.string(), ''), v.trim(), v.nonEmpty('Vui lòng nhập một mã dự phòng.'), v.maxLength(40, 'Mã dự phòng gồm 12 chữ và số.')),
})

/** The password once more, to prove who is at work. */
export const confirmForm = v.object({
  current: v.pipe(password, v.nonEmpty('Vui lòng nhập mật khẩu.'), v.maxLength(1000, 'Mật khẩu quá dài.')),
})

/** A new password, typed twice. `person` is whose it is: it must not be made of their name or address. */
export function newPasswordForm(person: { name: string; email: string }) {
  return v.object(newPassword(() => person))
}

/** The same with the current password, for a person's own account. */
export function changePasswordForm(person: { name: string; email: string }) {
  return v.object({
    current: v.pipe(password, v.nonEmpty('Vui lòng nhập mật khẩu hiện tại.'), v.maxLength(1000, 'Mật khẩu quá dài.')),
    ...newPassword(() => person),
  })
}

function newPassword(person: () => { name: string; email: string }) {
  return {
    password: v.pipe(
      password,
      v.nonEmpty(`Vui lòng nhập mật khẩu mới, ít nhất ${minPasswordLength} ký tự.`),
      v.rawCheck(({ dataset, addIssue }) => {
        if (!dataset.typed || dataset.value === '') return
        const problem = passwordProblem(dataset.value, person())
        if (problem !== null) addIssue({ message: problem })
      }),
    ),
    passwordAgain: v.pipe(password, v.nonEmpty('Vui lòng nhập lại mật khẩu mới.')),
  }
}

/** Says so beside the second field where the two passwords differ; null where they are the same. */
export function repeatProblem(values: { password: string; passwordAgain: string }): { field: string; message: string } | null {
  return values.password === values.passwordAgain ? null : { field: 'passwordAgain', message: 'Hai lần nhập mật khẩu chưa giống nhau.' }
}

const person = {
  name: line('họ và tên', 100),
  jobTitle: line('chức vụ', 150),
  email: emailAddress(),
}

/** Name, job title and address of an account. */
export const accountForm = v.object(person)

/** An invitation. */
export const inviteForm = v.object({ ...person, role: v.picklist(roles, 'Vui lòng chọn vai trò.') })

/** Another role for an account. */
export const roleForm = v.object({ role: v.picklist(roles, 'Vui lòng chọn vai trò.') })

/** The first visit: the school and its principal. A blank slug is made from the school's name. */
export function setupForm(typed: { principalName: string; email: string }) {
  return v.object({
    schoolName: line('tên trường', 150),
    slug: v.pipe(
      v.optional(v.string(), ''),
      v.trim(),
      v.toLowerCase(),
      v.check((slug) => slug === '' || isSlug(slug), 'Chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối, từ 2 đến 40 ký tự, ví dụ: hoa-phuong.'),
    ),
    // Chooses the questionnaire to begin with.
    level: v.optional(v.picklist(['preschool', 'primary', 'secondary'], 'Vui lòng chọn cấp học.'), 'preschool'),
    address: line('địa chỉ của trường', 250),
    phone: line('số điện thoại của trường', 50),
    schoolEmail: emailAddress('e-mail của trường'),
    opens: clockTime('giờ mở cửa văn phòng'),
    closes: clockTime('giờ đóng cửa văn phòng'),
    governing: line('tên Ủy ban nhân dân phường, xã quản lý trường'),
    department: line('tên Sở Giáo dục và Đào tạo'),
    principalName: line('họ và tên hiệu trưởng', 100),
    jobTitle: line('chức vụ', 150),
    email: emailAddress('e-mail dùng để đăng nhập'),
    ...newPassword(() => ({ name: typed.principalName, email: typed.email })),
  })
}

/** The slug of a new school: the one typed, otherwise one made from its name. */
export function slugOf(value: { slug: string; schoolName: string }): string {
  if (value.slug !== '') return value.slug
  const made = slugFrom(value.schoolName)
  return isSlug(made) ? made : 'truong'
}

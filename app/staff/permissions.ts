import type { Role } from '#db/schema.ts'

/**
 * What each role may do, as one table: the menu is built from it, every office loader and action asks it,
 * and the permission test walks it.
 */
const permissions = {
  'case:list': ['principal', 'coordinator', 'handler', 'viewer'],
  'case:note': ['principal', 'coordinator', 'handler'],
  'case:acknowledge': ['principal', 'coordinator'],
  'case:assign': ['principal', 'coordinator'],
  'case:reply': ['principal', 'coordinator', 'handler'],
  'case:approve': ['principal', 'coordinator'],
  'case:publish': ['principal', 'coordinator'],
  'case:export': ['principal', 'coordinator'],
  'round:view': ['principal', 'coordinator', 'handler', 'viewer'],
  'round:manage': ['principal', 'coordinator'],
  'paper:enter': ['principal', 'coordinator', 'handler'],
  'questionnaire:manage': ['principal', 'coordinator'],
  'comment:view': ['principal', 'coordinator'],
  'place:view': ['principal', 'coordinator', 'handler'],
  'place:manage': ['principal', 'coordinator'],
  'staff:manage': ['principal'],
  'school:manage': ['principal'],
  'template:manage': ['principal', 'coordinator'],
  'mail:view': ['principal', 'coordinator'],
  'audit:view': ['principal'],
  'privacy:manage': ['principal', 'coordinator'],
  'dashboard:view': ['principal', 'coordinator', 'handler', 'viewer'],
  'account:own': ['principal', 'coordinator', 'handler', 'viewer'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** True where a person of this role may do this. */
export function may(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role)
}

export const roleLabels: Record<Role, string> = {
  principal: 'Hiệu trưởng',
  coordinator: 'Người điều phối',
  handler: 'Người xử lý',
  viewer: 'Người xem',
}

/** What a role is for, for whoever gives it. */
export const roleHints: Record<Role, string> = {
  principal: 'Làm được mọi việc: xem cả tố cáo và tên người gửi được giữ kín, quản lý tài khoản, cài đặt và nhật ký.',
  coordinator: 'Tiếp nhận, giao việc, duyệt trả lời và công khai; mở đợt khảo sát, in mã QR. Không xem được tố cáo.',
  handler: 'Xem phản ánh, ghi chú và soạn trả lời. Khiếu nại chỉ xem được khi được giao.',
  viewer: 'Chỉ xem phản ánh và kết quả khảo sát, không sửa được gì.',
}

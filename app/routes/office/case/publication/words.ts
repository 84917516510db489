import type { FindingKind } from '#app/cases/index.ts'

/** What a finding is, for whoever looks at it. */
export const findingWords: Record<FindingKind, string> = {
  phone: 'số điện thoại',
  email: 'địa chỉ e-mail',
  'id-number': 'dãy số dài, có thể là số giấy tờ hoặc tài khoản',
  contact: 'thông tin của người gửi',
  name: 'có thể là tên người',
  class: 'tên lớp',
  staff: 'trùng tên một nhân viên',
  address: 'có thể là địa chỉ',
  'birth-date': 'ngày sinh',
  plate: 'biển số xe',
  link: 'trang hoặc tài khoản mạng xã hội',
}

import type { School } from '#db/schema.ts'

/** Who may have to have a second factor, the mildest first. */
export const factorPolicies = ['off', 'leads', 'everybody'] as const

export const factorPolicyLabels: Record<School['second_factor'], string> = {
  off: 'Không bắt buộc',
  leads: 'Hiệu trưởng và người điều phối',
  everybody: 'Mọi tài khoản',
}

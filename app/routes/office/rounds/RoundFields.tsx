import type { FormState } from '../form-state.ts'
import { formFields } from '../form-state.ts'
import { DateField, TextField } from '#app/ui/TextField.tsx'

/** The fields that planning and changing a round have in common. */
export function RoundFields({ state, initial, daysFixed }: {
  state: FormState | undefined
  initial: Record<string, string>
  /** An open round keeps its first day. */
  daysFixed?: boolean
}) {
  const field = formFields(state, initial)
  return (
    <>
      <div className="form-row">
        <TextField label="Tên đợt" hint="Phụ huynh đọc tên này, ví dụ: Giữa học kỳ I năm học 2026–2027." maxLength={120} required {...field('nameVi')} />
        <TextField label="Tên tiếng Anh" optional hint="Để trống thì trang tiếng Anh dùng tên tiếng Việt." maxLength={120} lang="en" {...field('nameEn')} />
      </div>
      <div className="form-row">
        {daysFixed ? (
          <TextField label="Ngày bắt đầu" hint="Không đổi được khi đợt đã mở." readOnly type="date" width="s" {...field('opensOn')} />
        ) : (
          <DateField label="Ngày bắt đầu" hint="Đợt tự mở vào đầu ngày này." required {...field('opensOn')} />
        )}
        <DateField label="Ngày kết thúc" hint="Nhận phiếu đến hết ngày này, rồi đợt tự đóng." required {...field('closesOn')} />
        <TextField label="Số được mời" optional hint="Số gia đình được mời, hoặc số lượt trả kết quả hồ sơ, để tính tỷ lệ trả lời." inputMode="numeric" maxLength={6} width="s" {...field('audienceSize')} />
      </div>
    </>
  )
}

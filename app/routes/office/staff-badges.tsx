import type { StaffRow } from '#db/schema.ts'
import { Badge } from '#app/ui/Badge.tsx'
import type { Tone } from '#app/ui/Badge.tsx'

const looks: Record<StaffRow['status'], { tone: Tone; label: string }> = {
  active: { tone: 'success', label: 'Đang dùng' },
  invited: { tone: 'info', label: 'Đã mời' },
  disabled: { tone: 'neutral', label: 'Đã khóa' },
}

/** Whether an account can be used. An invitation that nobody accepted in time says so. */
export function StatusBadge({ status, expired = false }: { status: StaffRow['status']; expired?: boolean }) {
  if (status === 'invited' && expired) return <Badge tone="warning">Lời mời hết hạn</Badge>
  return <Badge tone={looks[status].tone}>{looks[status].label}</Badge>
}

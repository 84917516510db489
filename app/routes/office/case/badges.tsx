import { kindLabels, stateLabels } from '#app/cases/words.ts'
import { formatTime } from '#app/i18n/format.ts'
import type { CaseKind, CaseState } from '#db/schema.ts'
import { Badge } from '#app/ui/Badge.tsx'
import type { Tone } from '#app/ui/Badge.tsx'

const stateTones: Record<CaseState, Tone> = {
  submitted: 'accent',
  acknowledged: 'info',
  in_progress: 'info',
  more_info: 'neutral',
  awaiting_approval: 'warning',
  answered: 'success',
  published: 'success',
  closed: 'neutral',
  transferred: 'neutral',
  ineligible: 'neutral',
}

export function StateBadge({ state }: { state: CaseState }) {
  return <Badge tone={stateTones[state]}>{stateLabels[state]}</Badge>
}

/** What staff have sent and can still take back. */
export function OutgoingBadge({ sendAt }: { sendAt: string }) {
  return (
    <Badge tone="info" icon="send">
      Sẽ gửi lúc {formatTime(sendAt)}
    </Badge>
  )
}

/** Beside the state of a case whose sender did not accept the answer. */
export function ReopenedBadge() {
  return <Badge tone="warning">Mở lại</Badge>
}

/** What is late and so went to those above. */
export function EscalatedBadge({ to }: { to: 'coordinator' | 'principal' }) {
  return <Badge tone="danger">Đã báo cấp trên: {to === 'principal' ? 'hiệu trưởng' : 'người điều phối'}</Badge>
}

/** Of a case that is answered together with the one it repeats, and of that one. */
export function MergedBadge({ merged, followers }: { merged: boolean; followers: number }) {
  if (merged) return <Badge tone="neutral">Đã gộp</Badge>
  return followers > 0 ? <Badge tone="info">{`Gồm ${followers + 1} ý kiến`}</Badge> : null
}

export function KindBadge({ kind }: { kind: CaseKind }) {
  const restricted = kind === 'complaint' || kind === 'denunciation'
  return (
    <Badge tone={restricted ? 'danger' : 'neutral'} icon={restricted ? 'lock' : undefined}>
      {kindLabels[kind]}
    </Badge>
  )
}

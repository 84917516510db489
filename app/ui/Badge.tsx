import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import type { IconName } from './Icon.tsx'

export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger'

/** A state or a kind in one or two words. The words carry the meaning, the colour only helps the eye. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone | undefined; icon?: IconName | undefined; children: ReactNode }) {
  return (
    <span className={`badge badge-${tone}`}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </span>
  )
}

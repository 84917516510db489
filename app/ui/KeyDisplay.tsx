import type { ReactNode } from 'react'
import { CopyButton } from './CopyButton.tsx'

/** A secret to keep, shown once: the sixteen digits of a case key in groups of four, large enough to copy by hand. */
export function KeyDisplay({ label, value, note }: { label: ReactNode; value: string; note?: ReactNode }) {
  const groups = value.replace(/\s/g, '').match(/.{1,4}/g) ?? []
  return (
    <div className="key">
      <p className="key-label">{label}</p>
      {/* A real space between the groups, so that a copied key reads the same as the printed one. */}
      <p className="key-value">
        {groups.map((group, index) => (
          <span key={index}>{index === groups.length - 1 ? group : `${group} `}</span>
        ))}
      </p>
      {note ? <div className="key-note">{note}</div> : null}
      <CopyButton text={groups.join(' ')} />
    </div>
  )
}

import { Blossom } from './Blossom.tsx'

/** The blossom and the school's name, leading home. Stands first in every header. */
export function Brand({ href, name, detail }: { href: string; name: string; detail?: string | undefined }) {
  return (
    <a href={href} className="brand">
      <Blossom className="brand-mark" />
      <span className="brand-words">
        <span className="brand-name">{name}</span>
        {detail ? <span className="brand-detail">{detail}</span> : null}
      </span>
    </a>
  )
}

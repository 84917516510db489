import type { ReactNode } from 'react'
import { Blossom } from './Blossom.tsx'

/** One A4 sheet for the school gate: what to do, the QR code, and the address for people without a scanner. */
export function Poster({
  schoolName,
  title,
  lead,
  qr,
  url,
  children,
}: {
  schoolName: string
  title: ReactNode
  lead?: ReactNode
  /** The QR code as an inline svg or img. */
  qr: ReactNode
  /** The address in words. */
  url: string
  /** Steps or a promise, under the code. */
  children?: ReactNode
}) {
  return (
    <section className="poster">
      <Blossom className="poster-blossom" />
      <p className="poster-school">{schoolName}</p>
      <h2 className="poster-title">{title}</h2>
      {lead ? <p className="poster-lead">{lead}</p> : null}
      <div className="poster-qr">{qr}</div>
      <p className="poster-url">{url}</p>
      {children ? <div className="poster-foot">{children}</div> : null}
    </section>
  )
}

import type { ReactNode } from 'react'
import { Blossom } from './Blossom.tsx'

/** The top of a page that says "it is done": thanks, the number to keep, and below it what happens next. */
export function Confirmation({ title, reference, children }: { title: ReactNode; reference?: ReactNode; children?: ReactNode }) {
  return (
    <div className="confirmation">
      <Blossom className="confirmation-blossom" />
      <h1>{title}</h1>
      {reference ? <p className="confirmation-reference">{reference}</p> : null}
      {children}
    </div>
  )
}

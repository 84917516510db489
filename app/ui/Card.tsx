import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type CardProps = {
  title?: ReactNode
  /** Makes the whole card a link, through its title. */
  href?: string | undefined
  level?: 2 | 3 | undefined
  /** Small words or badges above the title. */
  meta?: ReactNode
  /** Buttons or links at the end of the title's line. */
  actions?: ReactNode
  tone?: 'plain' | 'accent' | 'sunken' | undefined
  className?: string | undefined
  children?: ReactNode
}

/** Things that belong together, or one entry of a list. */
export function Card({ title, href, level = 2, meta, actions, tone = 'plain', className, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={cx('card', tone !== 'plain' && `card-${tone}`, href && 'card-link', className)}>
      {meta ? <div className="card-meta">{meta}</div> : null}
      {title ? (
        <div className="card-head">
          <Heading className="card-title">{href ? <a href={href}>{title}</a> : title}</Heading>
          {actions ? <div className="cluster">{actions}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  )
}

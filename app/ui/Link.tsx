import { forwardRef } from 'react'
import type { AnchorHTMLAttributes } from 'react'

export type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { href: string }

/** A link is a plain anchor: pages move by documents, with and without JavaScript alike (docs/decisions/0003). */
export const Link = forwardRef<HTMLAnchorElement, LinkProps>(function Link({ children, ...rest }, ref) {
  return (
    <a ref={ref} {...rest}>
      {children}
    </a>
  )
})

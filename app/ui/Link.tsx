import { Link as RemixLink } from '@remix-run/react'
import { forwardRef } from 'react'
import type { AnchorHTMLAttributes } from 'react'

export type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  href: string
  /** A full page load: for downloads and for pages outside the application. */
  reload?: boolean | undefined
}

/** A link. Addresses inside the site change page without a reload where JavaScript runs; all others are plain anchors. */
export const Link = forwardRef<HTMLAnchorElement, LinkProps>(function Link({ href, reload, children, ...rest }, ref) {
  const inside = href.startsWith('/') && !href.startsWith('//')
  if (!inside || reload || rest.download !== undefined) {
    return (
      <a ref={ref} href={href} {...rest}>
        {children}
      </a>
    )
  }
  return (
    <RemixLink ref={ref} to={href} {...rest}>
      {children}
    </RemixLink>
  )
})

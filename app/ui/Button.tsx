import { forwardRef } from 'react'
import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import { Icon } from './Icon.tsx'
import type { IconName } from './Icon.tsx'

export type ButtonLook = {
  /** One primary per page. `quiet` looks like a link but is as easy to hit. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined
  size?: 'small' | 'medium' | 'large' | undefined
  icon?: IconName | undefined
  /** As wide as its container on a phone. */
  wide?: boolean | undefined
}

function look({ variant = 'primary', size = 'medium', wide }: ButtonLook, className?: string): string {
  return cx('button', `button-${variant}`, size !== 'medium' && `button-${size}`, wide && 'button-wide', className)
}

/** Does something: sends a form. For going somewhere use ButtonLink. */
export const Button = forwardRef<HTMLButtonElement, ButtonHTMLAttributes<HTMLButtonElement> & ButtonLook>(function Button(
  { variant, size, icon, wide, className, children, type = 'submit', ...rest },
  ref,
) {
  return (
    <button ref={ref} type={type} className={look({ variant, size, wide }, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  )
})

/** Goes somewhere, and is the main thing to do on the page. Links inside text are plain anchors, and so is this: pages move by documents (docs/decisions/0003). */
export const ButtonLink = forwardRef<HTMLAnchorElement, AnchorHTMLAttributes<HTMLAnchorElement> & { href: string } & ButtonLook>(function ButtonLink(
  { variant, size, icon, wide, className, children, ...rest },
  ref,
) {
  return (
    <a ref={ref} className={look({ variant, size, wide }, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </a>
  )
})

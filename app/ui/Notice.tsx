import type { ReactNode } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { cx } from './cx.ts'
import { Icon } from './Icon.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger'

const icons = { info: 'info', success: 'check-circle', warning: 'warning', danger: 'warning' } as const

export type NoticeProps = {
  tone?: NoticeTone | undefined
  title?: ReactNode
  children?: ReactNode
  className?: string | undefined
}

/** Something people must know before going on. Use sparingly: a page full of boxes is read by no one. */
export function Notice({ tone = 'info', title, children, className }: NoticeProps) {
  const t = useText()
  return (
    <div className={cx('notice', `notice-${tone}`, className)}>
      <Icon name={icons[tone]} />
      <VisuallyHidden>{t(uiText.tone[tone])}: </VisuallyHidden>
      <div className="notice-body">
        {title ? <p className="notice-title">{title}</p> : null}
        {children}
      </div>
    </div>
  )
}

/** The result of what the person has just done, once, at the top of the next page. Read aloud without taking the focus. */
export function FlashMessage({ tone = 'success', children }: { tone?: NoticeTone | undefined; children: ReactNode }) {
  return (
    <div role="status">
      <Notice tone={tone} className="flash">
        <p>{children}</p>
      </Notice>
    </div>
  )
}

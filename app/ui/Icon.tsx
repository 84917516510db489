import type { ReactNode } from 'react'
import { cx } from './cx.ts'

// Drawn on a 24 × 24 grid with a round 2-unit stroke, so that they look like one family.
const shapes = {
  'arrow-left': <path d="M19 12H5m6-6-6 6 6 6" />,
  'arrow-right': <path d="M5 12h14m-6-6 6 6-6 6" />,
  bell: <path d="M6 10a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7Zm4 10h4" />,
  calendar: <path d="M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2Zm0 3h16M8 3v4m8-4v4" />,
  chart: <path d="M4 4v16h16M9 16v-5m4 5V7m4 9v-7" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  'check-circle': <path d="M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Zm-13 .5 3 3 5.5-6" />,
  'chevron-down': <path d="m6 9 6 6 6-6" />,
  'chevron-right': <path d="m9 6 6 6-6 6" />,
  clock: <path d="M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Zm-9-5v5l3.5 2" />,
  copy: <path d="M9 9h9a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2Zm6-3V5a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2" />,
  cross: <path d="m6 6 12 12M18 6 6 18" />,
  document: <path d="M7 3h7l5 5v11a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm7 0v5h5M9 13h6m-6 4h6" />,
  download: <path d="M12 4v11m-5-4.5 5 5 5-5M5 20h14" />,
  edit: <path d="M4 20h4L19 9l-4-4L4 16Zm9-13 4 4" />,
  external: <path d="M14 4h6v6m0-6-9 9M10 5H6a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-4" />,
  eye: <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z" />,
  globe: <path d="M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM3 12h18M12 3c2.5 2.5 3.5 5.5 3.5 9s-1 6.5-3.5 9c-2.5-2.5-3.5-5.5-3.5-9s1-6.5 3.5-9Z" />,
  heart: <path d="M12 20S4 15 4 9.5A4.5 4.5 0 0 1 12 6.7a4.5 4.5 0 0 1 8 2.8C20 15 12 20 12 20Z" />,
  home: <path d="m4 11 8-7 8 7v7a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2Zm6 9v-6h4v6" />,
  inbox: <path d="M4 13 6.5 5h11L20 13v5a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2Zm0 0h5a3 3 0 0 0 6 0h5" />,
  info: <path d="M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Zm-9-1v5.5m0-9v.01" />,
  lock: <path d="M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1Zm2 0V8a4 4 0 0 1 8 0v3" />,
  mail: <path d="M4 6h16v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1Zm0 .5 8 6.5 8-6.5" />,
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  message: <path d="M4 6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-6l-5 4v-4H6a2 2 0 0 1-2-2Z" />,
  paperclip: <path d="m20 11-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7L10 16.5a1.6 1.6 0 0 1-2.3-2.3L15 7" />,
  pause: <path d="M9 6v12m6-12v12" />,
  phone: <path d="M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1Z" />,
  plus: <path d="M12 5v14M5 12h14" />,
  print: <path d="M7 9V4h10v5M7 17H5a1 1 0 0 1-1-1v-5a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v5a1 1 0 0 1-1 1h-2m-10-3h10v6H7Z" />,
  qr: <path d="M4 4h6v6H4Zm10 0h6v6h-6ZM4 14h6v6H4Zm10 0h2v2h-2Zm4 0h2m-6 6h2m2-2h2v2" />,
  search: <path d="m20 20-4.5-4.5M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z" />,
  send: <path d="m4 12 16-8-6 16-3-7Zm7 1 9-9" />,
  settings: <path d="M4 7h9m4 0h3M4 17h3m4 0h9M17 7a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM11 17a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z" />,
  shield: <path d="M12 3 5 6v5c0 5 3 8.5 7 10 4-1.5 7-5 7-10V6Zm-3 9 2.5 2.5L15.5 10" />,
  'sign-out': <path d="M14 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h8M10 12h10m-4-4 4 4-4 4" />,
  survey: <path d="M9 4h6v3H9Zm0 1.5H7a2 2 0 0 0-2 2V19a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V7.5a2 2 0 0 0-2-2h-2M9 14l2 2 4-4" />,
  user: <path d="M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM4 20c1-4 4-6 8-6s7 2 8 6" />,
  users: <path d="M13 8.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0ZM3 19c.5-3.5 3-5 6.5-5s6 1.5 6.5 5m0-13.5a3.5 3.5 0 0 1 0 6M18 14c2 .5 3 2 3.5 5" />,
  warning: <path d="M12 4 2.5 20h19ZM12 10v4.5m0 2.5v.01" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

/** A small drawing beside words. It is always hidden from screen readers, so never use it without words. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  return (
    <svg className={cx('icon', className)} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  )
}

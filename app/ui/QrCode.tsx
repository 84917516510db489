import { cx } from './cx.ts'

/** A QR code as a drawing that prints sharp at any size: black on white, whatever the theme. `label` says where it leads. */
export function QrCode({ size, path, label, className }: { size: number; path: string; label: string; className?: string | undefined }) {
  return (
    <svg className={cx('qr-code', className)} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

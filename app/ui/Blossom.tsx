import { cx } from './cx.ts'

// A Delonix petal: a thin claw that opens into a round limb with a crinkled edge.
const petal =
  'M24 25c-.5-3.9-1.3-5.4-3.6-7.3-2.9-2.3-4-5.3-3.3-8.6.4-2 1.8-2.5 2.7-3.9.9-1.3 2.7-.5 4.2-1.7 1.5 1.2 3.3.4 4.2 1.7.9 1.4 2.3 1.9 2.7 3.9.7 3.3-.4 6.3-3.3 8.6-2.3 1.9-3.1 3.4-3.6 7.3Z'

/**
 * The flame-tree blossom (hoa phượng, Delonix regia): four red petals and the pale, freckled standard petal.
 * The mark of the product; always decorative, so the words beside it carry the name.
 */
export function Blossom({ className }: { className?: string | undefined }) {
  return (
    <svg className={cx('blossom', className)} viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
      {[72, 144, 216, 288].map((angle) => (
        <path key={angle} className="blossom-petal" d={petal} transform={`rotate(${angle} 24 25)`} />
      ))}
      <path className="blossom-standard" d={petal} />
      <path className="blossom-freckles" d="M24 19.5V10m-1.4 7.5-2.1-5.8m4.9 5.8 2.1-5.8M20.7 8.3v.01M24 6.7v.01m3.3 1.59v.01" />
      <path className="blossom-stamens" d="M24 25c.3 5-.2 9-1.8 12.5M24 25c1.6 4.2 2 8 1.7 11.8M24 25c-1.5 3.4-3.7 6.4-6 8.2M24 25c2.4 2.8 5.2 5 7.8 6.3" />
    </svg>
  )
}

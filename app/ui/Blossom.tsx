import { cx } from './cx.ts'

const petal = 'M24 25c-1.2-4.8-7.8-6.5-8-13.3C15.9 7 19.8 3.5 24 3.5s8.1 3.5 8 8.2C31.8 18.5 25.2 20.2 24 25Z'

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
      <path className="blossom-freckles" d="M24 21.5V9.5m-1.3 9L20.6 11m4.7 7.5L27.4 11M20 7.8v.01m4-1.8v.01m4 1.79v.01" />
      <path className="blossom-stamens" d="M24 25c2.5 4 3 7 2.8 10M24 25c-.5 4.5-2 7.5-4.5 9.8M24 25c4 2 6.5 4.5 7.8 7.3" />
    </svg>
  )
}

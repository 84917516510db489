const mouths = {
  1: 'M8 17.5c1-2.6 7-2.6 8 0',
  2: 'M8.2 16.8c1.4-1.6 6.2-1.6 7.6 0',
  3: 'M8.5 16h7',
  4: 'M8.2 15.2c1.4 1.6 6.2 1.6 7.6 0',
  5: 'M7.5 14.5c1 4 8 4 9 0Z',
} as const

export type FaceLevel = keyof typeof mouths

/** A face for one of the five levels. Decoration only: the words beside it carry the meaning. */
export function Face({ level }: { level: FaceLevel }) {
  return (
    <svg className={`face face-${level}`} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <circle className="face-skin" cx="12" cy="12" r="10.5" />
      <path className="face-line" d={`M8.5 9.5v.8m7-.8v.8${mouths[level]}`} />
    </svg>
  )
}

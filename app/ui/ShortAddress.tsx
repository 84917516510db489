export interface ShortAddressParts {
  /** Without what browsers add by themselves. */
  host: string
  /** `/s/` and the code. */
  path: string
}

/** An address to be typed by hand: breaks, if it must, before the part that differs from place to place. */
export function ShortAddress({ host, path }: ShortAddressParts) {
  return (
    <span className="address">
      {host}
      <wbr />
      <strong>{path}</strong>
    </span>
  )
}

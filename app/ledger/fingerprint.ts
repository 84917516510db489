/** What people compare of a hash, on a receipt and in public: sixteen digits in groups of four. */
export function fingerprintOf(hash: string): string {
  return hash.slice(0, 16).match(/.{4}/g)!.join(' ')
}

/** The hash of a seal in groups of eight, as people compare long numbers. */
export function SealCode({ hash }: { hash: string }) {
  return <code className="seal">{hash.match(/.{1,8}/g)?.join(' ')}</code>
}

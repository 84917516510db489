import { hash } from 'node:crypto'

/**
 * A Merkle tree over lines of text (RFC 6962, section 2.1): leaf = SHA-256(0x00 ‖ line), node = SHA-256(0x01 ‖ left ‖ right); where a level
 * has an odd number of nodes the last one goes up as it is. The two prefixes keep a node from passing for a leaf.
 */

/** One step from a leaf to the root: the hash beside it, and on which side that stands. */
export interface ProofStep {
  side: 'left' | 'right'
  hash: string
}

/** The root over the lines in the order given, as hexadecimal. Throws RangeError without lines: an empty day is not sealed. */
export function merkleRoot(lines: readonly string[]): string {
  return rootOver(lines.map(leafHash))
}

/** What leads from the line at `index` to the root: as many steps as the tree is high. */
export function merkleProof(lines: readonly string[], index: number): ProofStep[] {
  return stepsFrom(lines.map(leafHash), index)
}

/**
 * A tree may be worked out in parts: where each part but the last has the same power of two of lines, the roots of the parts, in order, are nodes of one
 * level of the whole tree. This is the root over them.
 */
export function rootOfParts(roots: readonly string[]): string {
  return rootOver(roots.map(nodeOf))
}

/** What leads from the root of the part at `index` to the root of all. */
export function proofOfPart(roots: readonly string[], index: number): ProofStep[] {
  return stepsFrom(roots.map(nodeOf), index)
}

function rootOver(nodes: Buffer[]): string {
  if (nodes.length === 0) throw new RangeError('A tree needs a leaf')
  let level = nodes
  while (level.length > 1) level = levelAbove(level)
  return level[0]!.toString('hex')
}

function stepsFrom(nodes: Buffer[], index: number): ProofStep[] {
  if (!(index in nodes)) throw new RangeError(`No line ${index}`)
  const steps: ProofStep[] = []
  let level = nodes
  for (let at = index; level.length > 1; at = Math.floor(at / 2)) {
    const beside = at % 2 === 0 ? at + 1 : at - 1
    if (beside < level.length) steps.push({ side: beside < at ? 'left' : 'right', hash: level[beside]!.toString('hex') })
    level = levelAbove(level)
  }
  return steps
}

function nodeOf(hash: string): Buffer {
  return Buffer.from(hash, 'hex')
}

function levelAbove(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = []
  for (let i = 0; i < level.length; i += 2) above.push(i + 1 < level.length ? nodeHash(level[i]!, level[i + 1]!) : level[i]!)
  return above
}

const nodePrefix = Buffer.of(1)

function leafHash(line: string): Buffer {
  return hash('sha256', `\0${line}`, 'buffer')
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return hash('sha256', Buffer.concat([nodePrefix, left, right]), 'buffer')
}

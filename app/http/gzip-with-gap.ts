import { constants, crc32, deflateRawSync } from 'node:zlib'

const level = constants.Z_BEST_COMPRESSION
/** Deflate, no name, no time, by any system (RFC 1952). */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])

/**
 * A gzip stream of `before`, a text of `gap` bytes, and `after`, compressed once: the function that is returned puts the text in. The text lies in it as it is
 * (a "stored" block of RFC 1951), and no part refers to another, so that only the text and the checksum at the end differ from one stream to the next.
 */
export function gzipWithGap(before: Uint8Array, gap: number, after: Uint8Array): (text: Uint8Array) => Buffer {
  const stored = Buffer.alloc(5)
  stored.writeUInt16LE(gap, 1)
  stored.writeUInt16LE(~gap & 0xffff, 3)
  // A sync flush ends at a whole byte, where a stored block can begin.
  const head = Buffer.concat([header, deflateRawSync(before, { level, finishFlush: constants.Z_SYNC_FLUSH }), stored])
  const stream = Buffer.concat([head, Buffer.alloc(gap), deflateRawSync(after, { level }), Buffer.alloc(8)])
  stream.writeUInt32LE((before.length + gap + after.length) >>> 0, stream.length - 4)
  const crcBefore = crc32(before)
  const crcAfter = crcOfContinuation(after)
  return (text) => {
    const filled = Buffer.from(stream)
    filled.set(text, head.length)
    filled.writeUInt32LE(crcAfter(crc32(text, crcBefore)), stream.length - 8)
    return filled
  }
}

/**
 * The checksum of anything that goes on with `bytes`, from the checksum up to there, without reading them again: CRC-32 is linear over its bits, so what
 * `bytes` do to a checksum is known from what they do to each of its 32 bits.
 */
function crcOfContinuation(bytes: Uint8Array): (before: number) => number {
  const alone = crc32(bytes)
  const ofBit = Array.from({ length: 32 }, (_, bit) => crc32(bytes, (1 << bit) >>> 0) ^ alone)
  return (before) => {
    let crc = alone
    for (let bit = 0; bit < 32; bit += 1) if ((before >>> bit) & 1) crc ^= ofBit[bit]!
    return crc >>> 0
  }
}

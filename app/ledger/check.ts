import type { ProofStep } from './merkle.ts'

/**
 * The same algorithm once more, on the browser's own cryptography and without a line of the server's code: what the parent's phone computes
 * for itself. Also run against the server's in the tests.
 */

export interface Proof {
  line: string
  steps: readonly ProofStep[]
  seal: { schoolId: string; number: number; day: string; count: number; root: string; previous: string; hash: string }
}

export type ProofCheck = 'holds' | 'broken'

/** True where this browser can compute SHA-256: only on pages that came over a secure connection. */
export function canCheck(): boolean {
  return typeof globalThis.crypto?.subtle?.digest === 'function'
}

/** Computes the way from the receipt to the seal. `code` is the receipt as typed, without dashes. */
export async function checkProof(code: string, proof: Proof): Promise<ProofCheck> {
  const { line, steps, seal } = proof
  const [, tag] = line.split(' ')
  if (tag !== (await sha256Hex(bytesOf(`lang-nghe:bien-nhan:${code}`)))) return 'broken'
  let hash = await digest(joined(Uint8Array.of(0), bytesOf(line)))
  for (const step of steps) {
    const beside = bytesOfHex(step.hash)
    hash = await digest(step.side === 'left' ? joined(Uint8Array.of(1), beside, hash) : joined(Uint8Array.of(1), hash, beside))
  }
  if (hexOf(hash) !== seal.root) return 'broken'
  const chained = `lang-nghe:niem-phong:${seal.schoolId}:${seal.number}:${seal.day}:${seal.count}:${seal.root}:${seal.previous}`
  return (await sha256Hex(bytesOf(chained))) === seal.hash ? 'holds' : 'broken'
}

async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hexOf(await digest(bytes))
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkProof } from '#app/ledger/check.ts'
import { commitmentOf, contentOf, firstPrevious, lineOf, sealHash, tagOf } from '#app/ledger/hashes.ts'
import { merkleProof, merkleRoot, proofOfPart, rootOfParts } from '#app/ledger/merkle.ts'

/** RFC 6962, section 2.1, as it is written there: by halves, not by rows. */
function rfcRoot(lines: readonly string[]): Buffer {
  const h = (...parts: (Buffer | string)[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
  if (lines.length === 1) return h(Buffer.of(0), lines[0]!)
  let k = 1
  while (k * 2 < lines.length) k *= 2
  return h(Buffer.of(1), rfcRoot(lines.slice(0, k)), rfcRoot(lines.slice(k)))
}

const linesOf = (count: number) => Array.from({ length: count }, (_, index) => `dòng ${index}`)

describe('the tree of a day', () => {
  test('has the root that RFC 6962 defines, for every number of lines', () => {
    for (let count = 1; count <= 70; count += 1) expect(merkleRoot(linesOf(count))).toBe(rfcRoot(linesOf(count)).toString('hex'))
  })

  test('of no lines does not exist', () => {
    expect(() => merkleRoot([])).toThrow(RangeError)
  })

  test('has a proof for each line, no longer than the tree is high', () => {
    for (const count of [1, 2, 3, 5, 8, 31, 33]) {
      for (let index = 0; index < count; index += 1) {
        const steps = merkleProof(linesOf(count), index)
        expect(steps.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count)))
      }
    }
  })

  test('can be worked out in parts: the same root, the same proofs', () => {
    for (const count of [1, 7, 8, 9, 16, 17, 63, 64, 65]) {
      const lines = linesOf(count)
      const parts = Array.from({ length: Math.ceil(count / 8) }, (_, part) => lines.slice(part * 8, part * 8 + 8))
      const roots = parts.map(merkleRoot)
      expect(rootOfParts(roots)).toBe(merkleRoot(lines))
      for (const index of lines.keys()) {
        const part = Math.floor(index / 8)
        expect([...merkleProof(parts[part]!, index % 8), ...proofOfPart(roots, part)]).toEqual(merkleProof(lines, index))
      }
    }
  })

  test('has another root when any line is changed, dropped, added or moved', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 20 }), fc.nat(), (lines, at) => {
        const index = at % lines.length
        const root = merkleRoot(lines)
        expect(merkleRoot(lines.with(index, `${lines[index]!}x`))).not.toBe(root)
        expect(merkleRoot(lines.toSpliced(index, 1))).not.toBe(root)
        expect(merkleRoot([...lines, lines[index]!])).not.toBe(root)
        expect(merkleRoot(lines.toReversed())).not.toBe(root)
      }),
    )
  })
})

describe("the parent's own computation", () => {
  const code = 'K7QM2HXD9RTA'
  const line = lineOf({ roundId: 'dot-1', tag: tagOf(code), commitment: commitmentOf('muoi', 'noi dung') })
  function proofAmong(count: number, index: number) {
    const lines = linesOf(count).with(index, line)
    const facts = { schoolId: 'truong', number: 3, day: '2026-11-20', count, root: merkleRoot(lines), previous: firstPrevious }
    return { line, steps: merkleProof(lines, index), seal: { ...facts, hash: sealHash(facts) } }
  }

  test('agrees with the server for every place in trees of many sizes', async () => {
    for (const count of [1, 2, 3, 4, 7, 16, 21]) {
      for (let index = 0; index < count; index += 1) expect(await checkProof(code, proofAmong(count, index))).toBe('holds')
    }
  })

  test('says so when the receipt, the line, the way, the root or the seal was changed', async () => {
    const proof = proofAmong(11, 4)
    expect(await checkProof('K7QM2HXD9RTB', proof)).toBe('broken')
    expect(await checkProof(code, { ...proof, line: proof.line.replace('dot-1', 'dot-2') })).toBe('broken')
    expect(await checkProof(code, { ...proof, steps: proof.steps.slice(1) })).toBe('broken')
    expect(await checkProof(code, { ...proof, steps: proof.steps.with(0, { ...proof.steps[0]!, side: 'left' === proof.steps[0]!.side ? 'right' : 'left' }) })).toBe('broken')
    expect(await checkProof(code, { ...proof, seal: { ...proof.seal, root: '0'.repeat(64) } })).toBe('broken')
    expect(await checkProof(code, { ...proof, seal: { ...proof.seal, count: 12 } })).toBe('broken')
    expect(await checkProof(code, { ...proof, seal: { ...proof.seal, previous: 'f'.repeat(64) } })).toBe('broken')
  })
})

test('the content of an answer does not depend on the order in which it was read', () => {
  const answer = { roundId: 'r', form: 'quick', day: '2026-11-20', expectation: null, comment: 'Góp ý', relation: null, ageGroup: null }
  const answers = [{ item: 'F1', level: 5 }, { item: 'A0', level: 0 }]
  expect(contentOf({ ...answer, answers })).toBe(contentOf({ ...answer, answers: answers.toReversed() }))
  expect(contentOf({ ...answer, answers })).not.toBe(contentOf({ ...answer, answers: answers.with(0, { item: 'F1', level: 4 }) }))
})

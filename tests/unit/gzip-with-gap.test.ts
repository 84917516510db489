import { randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gzipWithGap } from '#app/http/gzip-with-gap.ts'

test('whatever is put in comes out between the two parts, checksum and all', () => {
  const part = fc.oneof(fc.string({ maxLength: 3000, unit: 'binary' }), fc.string({ maxLength: 40 }).map((text) => text.repeat(200)))
  fc.assert(
    fc.property(part, part, fc.array(fc.uint8Array({ minLength: 22, maxLength: 22 }), { minLength: 1, maxLength: 5 }), (before, after, texts) => {
      const put = gzipWithGap(Buffer.from(before), 22, Buffer.from(after))
      for (const text of texts) expect(gunzipSync(put(text)).equals(Buffer.concat([Buffer.from(before), text, Buffer.from(after)]))).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('it is hardly longer than one stream', () => {
  const [before, after] = ['<p>Xin chào phụ huynh</p>'.repeat(100), '<li>Rất hài lòng</li>'.repeat(500)]
  const text = randomBytes(22)
  const whole = gzipSync(Buffer.concat([Buffer.from(before), text, Buffer.from(after)]), { level: 9 })
  expect(gzipWithGap(Buffer.from(before), 22, Buffer.from(after))(text).length).toBeLessThan(whole.length + 120)
})

import { expect, test } from 'vitest'
import { createClientKeys, networkOf } from '#app/http/client-key.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1', 'fe80:0:0:0'],
  ['', ''],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('whoever changes within an IPv6 network stays the same, and is somebody new the next day', () => {
  const key = createClientKeys()
  const today = '2026-11-23T02:00:00.000Z'
  const first = key('2001:db8:1:2::1', today)
  expect(key('2001:db8:1:2:ffff::2', today)).toBe(first)
  expect(key('2001:db8:1:3::1', today)).not.toBe(first)
  expect(key('2001:db8:1:2::1', '2026-11-24T02:00:00.000Z')).not.toBe(first)
})

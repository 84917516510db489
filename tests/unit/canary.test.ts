import { describe, expect, test } from 'vitest'
import { readableIn } from '#tests/support/canary.ts'

const words = `Bé Khoẳm & "Tím" <b>đến</b> 'chậm'`
const canaries = { words, phone: '0977 123 456' }
const bytes = (text: string) => Buffer.from(`Trước đó là chữ khác. ${text} Sau đó cũng vậy.`)
const entities = (text: string) => [...text].map((one) => `&#x${one.codePointAt(0)!.toString(16)};`).join('')

describe('a text that must not be there is found however it is written', () => {
  test.each([
    ['as it is', words],
    ['decomposed', words.normalize('NFD')],
    ['in capitals, without accents', 'BE KHOAM & "TIM" <B>DEN</B> \'CHAM\''],
    ['in an address', encodeURIComponent(words)],
    ['in a form', new URLSearchParams({ a: words }).toString()],
    ['in HTML', words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;')],
    ['in numbers for letters', entities(words)],
    ['in JSON within a script', JSON.stringify(JSON.stringify({ a: words }))],
    ['in escapes', [...words].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
    ['in base64', Buffer.from(words).toString('base64')],
    ['in base64 that begins elsewhere', `x${Buffer.from(`..${words}`).toString('base64url')}`],
    ['in hexadecimal', Buffer.from(words).toString('hex')],
  ])('%s', (_name, written) => {
    expect(readableIn(bytes(written), canaries)).toEqual(['words'])
  })

  test.each(['0977123456', '0977.123.456', '(0977) 123-456'])('a number in other groups: %s', (written) => {
    expect(readableIn(bytes(written), canaries)).toEqual(['phone'])
  })

  test('and nothing else is', () => {
    expect(readableIn(bytes('Bé Khoản & "Tím" <b>đến</b> muộn, 0977 123 457'), canaries)).toEqual([])
  })
})

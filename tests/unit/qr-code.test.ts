import readQr from 'jsqr'
import { expect, test } from 'vitest'
import { drawQrCode, placeAddress, typedAddress } from '#app/schools/qr-code.ts'
import type { QrDrawing } from '#app/schools/qr-code.ts'

/** Paints the drawing's rectangles as a camera would see them. */
function paint({ size, path }: QrDrawing, scale = 4, spoil: (x: number, y: number) => boolean = () => false) {
  const width = size * scale
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let px = Number(x) * scale; px < (Number(x) + Number(run)) * scale; px += 1) {
      for (let py = Number(y) * scale; py < (Number(y) + 1) * scale; py += 1) pixels.fill(0, (py * width + px) * 4, (py * width + px) * 4 + 3)
    }
  }
  for (let py = 0; py < width; py += 1) {
    for (let px = 0; px < width; px += 1) if (spoil(px / width, py / width)) pixels.fill(255, (py * width + px) * 4, (py * width + px) * 4 + 3)
  }
  return readQr(pixels, width, width)?.data
}

const addresses = ['https://hoaphuong.edu.vn/s/CAMSANH', 'http://localhost:3000/s/DAUTAY', 'https://phanhoi.truong-mam-non-hoa-phuong.thanhpho.edu.vn/s/CHANHTRANGSA']

test.each(addresses)('a reader finds exactly the address: %s', (address) => {
  expect(paint(drawQrCode(address))).toBe(address)
})

test('a torn piece in the middle does not keep it from being read', () => {
  const torn = (x: number, y: number) => Math.abs(x - 0.5) < 0.1 && Math.abs(y - 0.5) < 0.1
  expect(paint(drawQrCode(addresses[0]!), 4, torn)).toBe(addresses[0])
})

test('four modules of white stand all round, and nothing but the path is drawn', () => {
  const { size, path } = drawQrCode(addresses[0]!)
  const xs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, run]) => ({ left: Number(x), right: Number(x) + Number(run), y: Number(y) }))
  expect(Math.min(...xs.map((run) => run.left), ...xs.map((run) => run.y))).toBe(4)
  expect(Math.max(...xs.map((run) => run.right), ...xs.map((run) => run.y + 1))).toBe(size - 4)
  expect(path.replace(/M\d+ \d+h\d+v1h-\d+z/g, '')).toBe('')
})

test('the address in letters drops only what browsers add by themselves', () => {
  expect(placeAddress('https://hoaphuong.edu.vn', 'CAMSANH')).toBe('https://hoaphuong.edu.vn/s/CAMSANH')
  expect(typedAddress('https://hoaphuong.edu.vn', 'CAMSANH')).toEqual({ host: 'hoaphuong.edu.vn', path: '/s/CAMSANH' })
  expect(typedAddress('http://localhost:3000', 'CAMSANH')).toEqual({ host: 'http://localhost:3000', path: '/s/CAMSANH' })
})

import readQr from 'jsqr'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openSite } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

const sheets = ['to-a4', 'the-a6'] as const
/** A4 at 96 dots per inch. */
const paper = { width: 794, height: 1123 }

async function openSheet(sheet: string, options: { dark?: boolean; javaScript?: boolean } = {}) {
  const place = await site.db.selectFrom('places').selectAll().where('code', '=', 'CAMSANH').executeTakeFirstOrThrow()
  const page = await site.newPage({ role: 'handler', ...options }, { viewport: paper, isMobile: false })
  await page.goto(`/office/ma-qr/${place.id}/${sheet}`)
  return page
}
type SheetPage = Awaited<ReturnType<typeof openSheet>>

/** What a telephone reads from one square of the page. */
async function readFrom(page: SheetPage, selector: string, index = 0) {
  const png = await page.locator(selector).nth(index).screenshot()
  // A blank page of its own decodes the picture: the sheet's policy allows no such script.
  const decoder = await page.context().newPage()
  const { pixels, width, height } = await decoder.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const pen = canvas.getContext('2d')!
    pen.drawImage(bitmap, 0, 0)
    return { pixels: [...pen.getImageData(0, 0, bitmap.width, bitmap.height).data], width: bitmap.width, height: bitmap.height }
  }, png.toString('base64'))
  await decoder.close()
  return readQr(Uint8ClampedArray.from(pixels), width, height)?.data
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length

describe.each(sheets)('%s', (sheet) => {
  test('is exactly one A4 page, with and without scripts, and in a browser set to dark', async () => {
    for (const options of [{}, { javaScript: false }, { dark: true }]) {
      const page = await openSheet(sheet, options)
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
      expect(pagesOf(pdf)).toBe(1)
      const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? []
      expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
      await page.context().close()
    }
  })

  test('prints a code that a telephone reads as the place’s exact address', async () => {
    const page = await openSheet(sheet)
    await page.emulateMedia({ media: 'print' })
    const codes = page.locator('.qr-code')
    expect(await codes.count()).toBe(sheet === 'to-a4' ? 1 : 4)
    expect(await readFrom(page, '.qr-code', (await codes.count()) - 1)).toBe(`${site.origin}/s/CAMSANH`)
    await page.context().close()
  })

  test('prints nothing of the office, and loses nothing over its edges', async () => {
    const page = await openSheet(sheet)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.office-side, .office-top, .page-header, button').evaluateAll((nodes) => nodes.filter((node) => node.checkVisibility()).length)).toBe(0)
    const outside = await page.evaluate(() => {
      const frame = document.querySelector('.sheet')!.getBoundingClientRect()
      return [...document.querySelectorAll('.sheet p, .sheet li, .sheet .qr-code')].filter((node) => {
        const box = node.getBoundingClientRect()
        return box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom
      }).length
    })
    expect(outside).toBe(0)
    await page.context().close()
  })

  test('keeps everything on the page for a school with a long name and a long address', async () => {
    const page = await openSheet(sheet)
    await page.emulateMedia({ media: 'print' })
    const problems = await page.evaluate(() => {
      for (const node of document.querySelectorAll('.poster-school, .qr-card-school')) node.textContent = 'Trường Mầm non Tư thục Song ngữ Quốc tế Hoa Phượng Đỏ Bình Hưng Hòa'
      for (const node of document.querySelectorAll('.poster-address-text')) {
        node.classList.add('poster-address-long', 'poster-address-longer')
        node.firstElementChild!.firstChild!.textContent = 'phanhoi.mamnonhoaphuongdobinhhunghoa.thanhphohochiminh.edu.vn'
      }
      for (const node of document.querySelectorAll('.poster-place')) node.textContent = 'Họp phụ huynh đầu năm học 2026–2027, hội trường lầu 2 · CHANHTRANGTHU'
      const overlaps = (a: Element, b: Element) => {
        const [one, other] = [a.getBoundingClientRect(), b.getBoundingClientRect()]
        return one.bottom > other.top + 1 && other.bottom > one.top + 1 && one.right > other.left + 1 && other.right > one.left + 1
      }
      const faces = [...document.querySelectorAll('.poster, .qr-card-face')]
      return faces.flatMap((face) => {
        const parts = [...face.children].filter((part) => !part.matches('.poster-blossoms'))
        const frame = face.getBoundingClientRect()
        const lost = parts.filter((part) => part.getBoundingClientRect().bottom > frame.bottom || part.scrollWidth > part.clientWidth + 1)
        const crossed = parts.filter((part, index) => parts.slice(index + 1).some((other) => overlaps(part, other)))
        return [...lost, ...crossed].map((part) => part.className.toString())
      })
    })
    expect(problems).toEqual([])
    await page.context().close()
  })
})

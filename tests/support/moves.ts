import type { BrowserContext, Page } from 'playwright-core'

/** The page's own note of where everything stood when it was first seen. */
interface Watched {
  findMoves?: () => string[]
}

/**
 * Lets every page of this window note where its parts stand as the server sent them, before any script of ours has run. `PerformanceObserver` would miss what moves below
 * the fold and, on an emulated phone, whatever moves in the first half second.
 */
export async function watchMoves(context: BrowserContext): Promise<void> {
  await context.addInitScript(noteFirstPlaces)
}

/** What has moved since, the first few in the order of the page; nothing once somebody has touched the page. */
export async function movesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as Watched).findMoves?.() ?? [])
}

/** Runs in the browser. */
function noteFirstPlaces(): void {
  const placeOf = (element: Element) => {
    const { x, y } = element.getBoundingClientRect()
    return { x: Math.round(x + window.scrollX), y: Math.round(y + window.scrollY) }
  }
  const nameOf = (element: HTMLElement) =>
    `<${element.localName}${element.id ? ` id="${element.id}"` : ''}${element.className ? ` class="${element.className}"` : ''}> “${(element.textContent ?? '').trim().slice(0, 40)}”`
  document.addEventListener('DOMContentLoaded', () => {
    const first = new Map([...document.body.querySelectorAll('*')].filter((element): element is HTMLElement => element instanceof HTMLElement && element.getClientRects().length > 0).map((element) => [element, placeOf(element)]))
    ;(window as Watched).findMoves = () =>
      [...first]
        .filter(([element]) => element.isConnected && element.getClientRects().length > 0)
        .map(([element, before]) => ({ element, before, after: placeOf(element) }))
        // Half a pixel is rounding.
        .filter(({ before, after }) => Math.abs(before.x - after.x) > 1 || Math.abs(before.y - after.y) > 1)
        .slice(0, 3)
        .map(({ element, before, after }) => `moves by itself from ${before.x}, ${before.y} to ${after.x}, ${after.y}: ${nameOf(element)}`)
  })
  for (const touch of ['pointerdown', 'keydown', 'input']) window.addEventListener(touch, () => delete (window as Watched).findMoves, { capture: true })
}

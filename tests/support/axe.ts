import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The violations of WCAG 2.2 A and AA on a page, in words. In the dark only the colours are others, so only they are looked at again. */
export async function violations(page: Page): Promise<string[]> {
  const found = await analyse(page, 'light')
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  found.push(...(await analyse(page, 'dark')))
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return found
}

async function analyse(page: Page, colours: 'light' | 'dark'): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const result = await (colours === 'light' ? builder.withTags(wcag) : builder.withRules(['color-contrast'])).analyze()
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `axe ${colours} ${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
  )
}

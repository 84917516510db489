import { formatNumber } from '#app/i18n/format.ts'
import type { Lang } from '#app/i18n/index.ts'

/** "340 KB", "2,1 MB". */
export function formatBytes(bytes: number, lang: Lang): string {
  if (bytes < 1024 * 1024) return `${formatNumber(Math.max(1, Math.round(bytes / 1024)), lang)} KB`
  return `${formatNumber(bytes / 1024 / 1024, lang, 1)} MB`
}

import { publicText } from '#app/i18n/messages/public.ts'
import { useText } from '#app/i18n/text.tsx'
import type { DataFileName } from '#app/publication/index.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { usePaths } from './page.ts'

/** The file with the figures of the table above. */
export function CsvLink({ name }: { name: DataFileName }) {
  const t = useText()
  const { file } = usePaths()
  return (
    <p className="csv-link no-print">
      <a href={file(`/du-lieu/${name}.csv`)} download>
        <Icon name="download" />
        {t(publicText.csv)}
      </a>
    </p>
  )
}

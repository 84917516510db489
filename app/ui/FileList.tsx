import { formatDate } from '#app/i18n/format.ts'
import { fileLabel, fileText as m } from '#app/i18n/messages/files.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { formatBytes } from './bytes.ts'
import { Icon } from './Icon.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export interface ListedFile {
  id: string
  type: 'image' | 'pdf'
  nth: number
  bytes: number
  width: number | null
  height: number | null
  removedOn: string | null
}

/**
 * Files of a case under what they came with: pictures small, to be opened large; PDFs to be downloaded. `href` is the address of the folder they are in;
 * `coverable` adds the way to the office's page on which parts of a picture are blacked out.
 */
export function FileList({ files, href, coverable = false }: { files: readonly ListedFile[]; href: string; coverable?: boolean }) {
  const t = useText()
  const lang = useLang()
  if (files.length === 0) return null
  return (
    <ul className="files" aria-label={t(m.list)}>
      {files.map((file) => {
        const label = t(fileLabel(file))
        if (file.removedOn !== null) {
          return (
            <li key={file.id} className="file muted">
              {label} ({t(m.removed(formatDate(file.removedOn)))})
            </li>
          )
        }
        return (
          <li key={file.id} className="file">
            <a href={`${href}/${file.id}`} className="file-link" {...(file.type === 'image' ? { target: '_blank', rel: 'noopener' } : { download: '' })}>
              {file.type === 'image' ? (
                <img className="file-picture" src={`${href}/${file.id}?nho`} alt="" width={96} height={96} loading="lazy" />
              ) : (
                <span className="file-picture file-icon">
                  <Icon name="document" />
                </span>
              )}
              <span>
                {label}
                <span className="small muted file-size">{formatBytes(file.bytes, lang)}</span>
              </span>
            </a>
            {coverable && file.type === 'image' ? (
              <a href={`${href}/${file.id}/che`} className="file-link small">
                Che ảnh<VisuallyHidden> {file.nth}</VisuallyHidden>
              </a>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

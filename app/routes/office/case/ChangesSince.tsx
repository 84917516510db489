import type { ChangeSince } from '#app/cases/index.ts'
import { eventLabels } from '#app/cases/words.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { printedTime } from './printed-time.ts'

/** For whoever was slower: who did what since the page they had before them, above what they typed themselves. */
export function ChangesSince({ changes }: { changes: readonly ChangeSince[] }) {
  if (changes.length === 0) return null
  return (
    <Notice tone="warning" title="Từ lúc thầy/cô mở trang, hồ sơ đã thay đổi">
      <ol className="changes">
        {changes.map((change, index) => (
          <li key={index}>
            <p>
              <strong>{change.actor === 'parent' ? 'Phụ huynh' : (change.staffName ?? 'Hệ thống')}</strong> · {eventLabels[change.type as keyof typeof eventLabels] ?? change.type} ·{' '}
              <time dateTime={change.at}>{printedTime(change.at)}</time>
            </p>
            {change.note ? <p className="pre-line">{change.note}</p> : null}
            {change.texts.map((text) => (
              <p key={text} className="pre-line original">
                {text}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Notice>
  )
}

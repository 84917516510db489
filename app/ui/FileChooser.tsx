import { useEffect, useRef } from 'react'
import { acceptedTypes, newFileField, tokenField } from '#app/attachments/limits.ts'
import { fileLabel, fileText as m, numbered } from '#app/i18n/messages/files.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { Button } from './Button.tsx'
import { formatBytes } from './bytes.ts'
import { Field, describe } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { Checkbox } from './RadioGroup.tsx'
import { useHydrated } from './use-hydrated.ts'
import type { KeptFile, Uploads } from './use-uploads.ts'
import { VisuallyHidden } from './VisuallyHidden.tsx'

interface FileChooserProps {
  id: string
  /** Left out in a form that is sent as a whole, files and all: it works without scripts. */
  uploads?: Uploads | undefined
  kept: readonly KeptFile[]
  /** In place of the words for parents. */
  hint?: string | undefined
  error?: string | undefined
}

/** Chooses pictures and PDFs. Its form needs `encType="multipart/form-data"`. */
export function FileChooser({ id, uploads, kept, hint: ownHint, error }: FileChooserProps) {
  const t = useText()
  const hydrated = useHydrated()
  const input = useRef<HTMLInputElement>(null)
  const hint = ownHint ?? (
    <>
      {t(m.hint)} <span className={uploads ? 'without-js' : undefined}>{t(m.held)}</span>
    </>
  )

  /** Takes the files out of the control, so that nothing is sent twice and the same control can add more. */
  function take() {
    if (!input.current?.files || !uploads) return
    const chosen = [...input.current.files]
    input.current.value = ''
    if (chosen.length > 0) uploads.add(chosen)
  }

  const { add } = uploads ?? {}
  useEffect(() => {
    // Chosen while the page was still loading.
    const chosen = [...(input.current?.files ?? [])]
    if (!add || !input.current || chosen.length === 0) return
    input.current.value = ''
    add(chosen)
  }, [add])

  return (
    <>
      <Field id={id} label={t(m.label)} optional hint={hint} error={error}>
        <div className={uploads ? 'file-control-smart' : undefined}>
          <input ref={input} className="file-input" type="file" id={id} name={newFileField} accept={acceptedTypes} multiple onChange={uploads ? take : undefined} {...describe(id, { hint, error })} />
          {/* The browser's own words would say "no file chosen" beside the list of those that were. */}
          {uploads ? (
            <span className="button button-secondary with-js" aria-hidden="true">
              <Icon name="paperclip" />
              {t(uploads.files.length === 0 ? m.choose : m.chooseMore)}
            </span>
          ) : null}
        </div>
      </Field>
      {uploads ? (
        <div className="with-js">
          <ChosenFiles uploads={uploads} />
        </div>
      ) : null}
      {/* Once the page is alive the list above sends them; before, the form does. */}
      {uploads && hydrated ? null : (
        <div className={uploads ? 'without-js' : undefined}>
          <KeptFiles kept={kept} />
        </div>
      )}
    </>
  )
}

/** What stands in the list, with how far each has come and a way out. Shown where files are chosen, and again where they are sent. */
export function ChosenFiles({ uploads }: { uploads: Uploads }) {
  const t = useText()
  const lang = useLang()
  const { files, refused, remove } = uploads
  const sent = files.filter((file) => file.state === 'sent').length
  return (
    <>
      <div role="alert">
        {refused.map((file, index) => (
          <p key={`${index} ${file.name}`} className="field-error">
            <Icon name="warning" />
            <span>
              {t(m.refused(file.name))} {file.why ? t(file.why) : ''}
            </span>
          </p>
        ))}
      </div>
      {files.length === 0 ? null : (
        <ul className="files files-chosen" aria-label={t(m.list)}>
          {numbered(files).map((file) => {
            const label = t(fileLabel(file))
            const percent = file.bytes === 0 ? 0 : Math.floor((100 * file.sentBytes) / file.bytes)
            return (
              <li key={file.key} className="file">
                {file.preview ? (
                  <img className="file-picture" src={file.preview} alt="" width={96} height={96} />
                ) : (
                  <span className="file-picture file-icon">
                    <Icon name={file.type === 'image' ? 'paperclip' : 'document'} />
                  </span>
                )}
                <span className="file-facts">
                  <span>
                    {label} <span className="small muted">{formatBytes(file.bytes, lang)}</span>
                  </span>
                  <span className="small muted">
                    {t(file.state === 'preparing' ? m.preparing : file.state === 'sending' ? m.sending(percent) : file.state === 'sent' ? m.sent : m.ready)}
                  </span>
                  {file.state === 'sending' ? <progress className="file-progress" max={100} value={percent} aria-label={label} /> : null}
                </span>
                <Button type="button" variant="quiet" size="small" className="when-alive" onClick={() => remove(file.key)}>
                  {t(file.state === 'sending' ? m.stop : m.remove)}
                  <VisuallyHidden> {label}</VisuallyHidden>
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      {/* Said when a file has arrived, not at every piece of it. */}
      <VisuallyHidden>
        <span role="status">{sent > 0 ? `${t(m.sent)}: ${sent}/${files.length}` : ''}</span>
      </VisuallyHidden>
    </>
  )
}

function KeptFiles({ kept }: { kept: readonly KeptFile[] }) {
  const t = useText()
  const lang = useLang()
  if (kept.length === 0) return null
  return (
    <fieldset className="field">
      <legend className="field-label">{t(m.keptTitle)}</legend>
      <p className="field-hint">{t(m.keptHint)}</p>
      {numbered(kept).map((file) => (
        <Checkbox key={file.token} id={`${tokenField}-${file.type}-${file.nth}`} name={tokenField} value={file.token} defaultChecked label={t(fileLabel(file))} hint={formatBytes(file.bytes, lang)} />
      ))}
    </fieldset>
  )
}

import { useLocation } from '@remix-run/react'
import type { CaseFile } from '#app/cases/index.ts'
import { waitingAmong } from '#app/cases/waiting-files.ts'
import { Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { FileChooser } from '#app/ui/FileChooser.tsx'
import { FileList } from '#app/ui/FileList.tsx'
import type { ListedFile } from '#app/ui/FileList.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { SendButton, SendGuard, SendNotice } from '#app/ui/SendGuard.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { useUploads } from '#app/ui/use-uploads.ts'
import type { KeptFile } from '#app/ui/use-uploads.ts'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { fileLabel } from '#app/i18n/messages/files.ts'
import { useText } from '#app/i18n/text.tsx'
import { caseHref, inboxPath, listOf } from '../list-place.ts'
import type { CaseFormState } from './case-form.tsx'

const noFiles: readonly KeptFile[] = []

/** What goes along with the next thing that is sent to the parent, and the form that adds to it. */
export function FilesToSend({ file, uploadHref, state }: { file: CaseFile; uploadHref: string; state: CaseFormState | undefined }) {
  const waiting = waitingAmong(file.files)
  const { row, actions } = file
  if (!actions.includes('addFiles')) return null
  const refused = state?.action === 'removeFile' ? state.errors[0]?.message : undefined
  return (
    <Disclosure summary={waiting.length === 0 ? 'Gửi kèm ảnh, tệp PDF cho phụ huynh' : `Sẽ gửi kèm cho phụ huynh: ${waiting.length} tệp`} open={waiting.length > 0 || refused !== undefined}>
      <div className="stack" id="tep-gui-kem">
        {refused ? (
          <Notice tone="warning">
            <p>{refused}</p>
          </Notice>
        ) : null}
        <WaitingFiles number={row.number} version={row.version} files={waiting} />
        {file.followers.length > 0 ? <p className="small muted">Tệp chỉ đến người gửi hồ sơ này, không đến người gửi các ý kiến được trả lời chung.</p> : null}
        <AddFiles number={row.number} version={row.version} uploadHref={uploadHref} />
      </div>
    </Disclosure>
  )
}

/** The files that wait, each with the way to take it back. */
export function WaitingFiles({ number, version, files }: { number: string; version: number; files: readonly ListedFile[] }) {
  const t = useText()
  const list = listOf(useLocation().search)
  if (files.length === 0) return null
  return (
    <>
      <p>Phụ huynh thấy các tệp này khi câu trả lời, câu hỏi hoặc tin nhắn kế tiếp được gửi đi.</p>
      <FileList files={files} href={`${inboxPath}/${number}/tep`} />
      <div className="cluster">
        {files.map((file) => (
          <form key={file.id} method="post" action={caseHref(number, list)}>
            <HiddenField name="version" value={version} />
            <HiddenField name="fileId" value={file.id} />
            <Button variant="quiet" size="small" name="viec" value="removeFile">
              Bỏ {t(fileLabel(file))}
              <VisuallyHidden>, không gửi</VisuallyHidden>
            </Button>
          </form>
        ))}
      </div>
    </>
  )
}

/** Sends files to the case, where they wait. Without scripts the form is sent as a whole, and the page of its own answers what is wrong. */
export function AddFiles({ number, version, uploadHref, kept = noFiles, error }: { number: string; version: number; uploadHref: string; kept?: readonly KeptFile[]; error?: string | undefined }) {
  const list = listOf(useLocation().search)
  const uploads = useUploads(`van-phong:${number}`, uploadHref, kept)
  return (
    <SendGuard action={addFilesHref(number)} receiptHref={caseHref(number, list, { da: 'hs-addFiles' })} prepare={uploads.send} onSent={uploads.forget} encType="multipart/form-data" className="stack">
      <HiddenField name="version" value={version} />
      <FileChooser
        id="tep-van-phong"
        uploads={uploads}
        kept={kept}
        hint="Tối đa 5 tệp mỗi lần, mỗi tệp không quá 15 MB. Vị trí chụp, ngày giờ và tên máy ghi trong tệp đều được xóa. Đừng gửi ảnh thấy mặt trẻ khác hoặc giấy tờ của người khác."
        error={error}
      />
      <SendNotice />
      <SendButton size="medium">Thêm tệp</SendButton>
    </SendGuard>
  )
}

const addFilesHref = (number: string) => `${inboxPath}/${number}/tep`

/** What goes out together with a text that is approved or held. */
export function GoesAlong({ file }: { file: CaseFile }) {
  const waiting = waitingAmong(file.files)
  if (waiting.length === 0) return null
  return (
    <>
      <p>Gửi kèm:</p>
      <FileList files={waiting} href={`${inboxPath}/${file.row.number}/tep`} />
    </>
  )
}

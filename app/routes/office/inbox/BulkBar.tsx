import { useEffect, useRef, useState } from 'react'
import type { SelectOption } from '#app/ui/Select.tsx'
import { Select } from '#app/ui/Select.tsx'
import { Button } from '#app/ui/Button.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { inboxPath } from '../list-place.ts'

/** The boxes in the list belong to this form by their `form` attribute: a form cannot stand around rows that hold forms of their own. */
const bulkFormId = 'hang-loat'
export const bulkPath = `${inboxPath}/hang-loat`

export interface BulkRights {
  acknowledge: boolean
  assign: boolean
  export: boolean
}

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[type="checkbox"][form="${bulkFormId}"]`)]
}

/** What can be done with the ticked cases. `list` is the query of the list, to come back to it. */
export function BulkBar({ rights, people, list }: { rights: BulkRights; people: SelectOption[]; list: string }) {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const tell = () => setCount(boxes().filter((box) => box.checked).length)
    // The browser may have kept the ticks of an earlier visit.
    tell()
    document.addEventListener('change', tell)
    window.addEventListener('pageshow', tell)
    return () => {
      document.removeEventListener('change', tell)
      window.removeEventListener('pageshow', tell)
    }
  }, [])
  return (
    <form id={bulkFormId} method="post" action={list === '' ? bulkPath : `${bulkPath}?${list}`} className={count > 0 ? 'bulk bulk-active no-print' : 'bulk no-print'} aria-label="Làm với các hồ sơ đã chọn">
      <p className="bulk-count" role="status">
        {count === 0 ? 'Chọn hồ sơ trong danh sách để làm nhiều việc một lần.' : `Đã chọn ${count} hồ sơ.`}
      </p>
      <div className="bulk-actions">
        {rights.assign ? <Select name="assigneeId" id="bulk-assignee" label="Giao cho" placeholder="Chưa giao ai" options={people} /> : null}
        {rights.acknowledge ? (
          <Button variant="secondary" icon="check" name="viec" value="acknowledge">
            Tiếp nhận
          </Button>
        ) : null}
        {rights.assign ? (
          <Button variant="secondary" icon="user" name="viec" value="assign">
            Giao xử lý
          </Button>
        ) : null}
        {rights.acknowledge ? (
          <Button variant="secondary" name="viec" value="close">
            Đóng hồ sơ
          </Button>
        ) : null}
        {rights.export ? (
          <Button variant="quiet" icon="download" name="viec" value="export">
            Tải về
          </Button>
        ) : null}
      </div>
    </form>
  )
}

/** One case of the list to tick. */
export function TickBox({ number, version, checked }: { number: string; version: number; checked: boolean }) {
  return (
    <label className="tick">
      <input type="checkbox" name="hs" value={`${number}:${version}`} form={bulkFormId} defaultChecked={checked} autoComplete="off" />
      <VisuallyHidden>Chọn hồ sơ {number}</VisuallyHidden>
    </label>
  )
}

/** Ticks all of the page, or none. Without a script a link does the same. `isLabelled`: its words are seen, not only heard. */
export function TickAll({ href, isLabelled = false }: { href: string; isLabelled?: boolean }) {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const follow = () => {
      if (!ref.current) return
      const all = boxes()
      const ticked = all.filter((box) => box.checked).length
      ref.current.checked = all.length > 0 && ticked === all.length
      ref.current.indeterminate = ticked > 0 && ticked < all.length
    }
    follow()
    document.addEventListener('change', follow)
    return () => document.removeEventListener('change', follow)
  }, [])
  return (
    <>
      <a href={href} className="tick-all without-js">
        Chọn cả trang
      </a>
      <label className="tick when-alive">
        <input
          ref={ref}
          type="checkbox"
          autoComplete="off"
          onChange={(event) => {
            for (const box of boxes()) box.checked = event.currentTarget.checked
          }}
        />
        {isLabelled ? 'Chọn cả trang' : <VisuallyHidden>Chọn cả trang</VisuallyHidden>}
      </label>
    </>
  )
}

import { useEffect, useRef, useState } from 'react'
import { Button } from './Button.tsx'

/** What the keys do, as the list shows them. */
const groups = [
  {
    title: 'Mọi trang',
    keys: [
      ['?', 'Danh sách phím tắt này'],
      ['/', 'Ô tìm kiếm'],
      ['G rồi I', 'Hộp phản ánh'],
      ['G rồi D', 'Tổng quan'],
    ],
  },
  {
    title: 'Hộp phản ánh',
    keys: [
      ['J hoặc ↓', 'Hồ sơ kế tiếp'],
      ['K hoặc ↑', 'Hồ sơ phía trước'],
      ['Enter hoặc O', 'Mở hồ sơ'],
      ['X', 'Chọn, bỏ chọn hồ sơ'],
      ['A', 'Giao hồ sơ cho một người'],
      ['B', 'Làm với các hồ sơ đã chọn'],
      ['[ và ]', 'Trang trước, trang sau'],
    ],
  },
  {
    title: 'Trang hồ sơ',
    keys: [
      ['V', 'Việc cần làm của hồ sơ'],
      ['R', 'Viết câu trả lời'],
      ['N', 'Viết ghi chú nội bộ'],
      ['A', 'Tiếp nhận hoặc giao xử lý'],
      ['[ và ]', 'Hồ sơ trước, hồ sơ sau của danh sách'],
      ['P hoặc U', 'Về danh sách'],
    ],
  },
] as const

const secondKeyMs = 1500

/**
 * Keys of one letter for the office. They only move the focus to what is on the page anyway, or follow its links, so a screen reader
 * says where it is; they rest while somebody types, and each person can switch them off in their account.
 */
export function Shortcuts() {
  const dialog = useRef<HTMLDialogElement>(null)
  const [said, setSaid] = useState('')

  useEffect(() => {
    let afterG = 0
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return
      const isSecond = afterG > 0 && event.timeStamp - afterG < secondKeyMs
      afterG = 0
      if (event.key === 'g' && !isSecond) {
        afterG = event.timeStamp
        return
      }
      const deed = isSecond ? afterGo[event.key] : event.key === '?' ? () => show(dialog.current) : deeds[event.key]
      if (!deed) return
      const isDone = deed(event)
      if (isDone === 'not mine') return
      event.preventDefault()
      setSaid(isDone ? '' : 'Phím này không dùng được ở đây.')
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    <div className="shortcuts when-alive no-print">
      <Button type="button" variant="quiet" size="small" onClick={() => show(dialog.current)}>
        Phím tắt <kbd aria-hidden="true">?</kbd>
      </Button>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <dialog ref={dialog} className="shortcut-list" aria-labelledby="phim-tat">
        <h2 id="phim-tat" tabIndex={-1}>
          Phím tắt
        </h2>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, words]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p className="muted small">
          Phím tắt không hoạt động khi đang gõ chữ. <a href="/office/tai-khoan-cua-toi">Tắt phím tắt</a>
        </p>
        <form method="dialog">
          <Button variant="secondary">Đóng</Button>
        </form>
      </dialog>
    </div>
  )
}

/** True where something happened; `not mine` leaves the key to the browser. */
type Deed = (event: KeyboardEvent) => boolean | 'not mine'

const afterGo: Record<string, Deed> = {
  i: () => follow('a.office-nav-link[href="/office/phan-anh"]'),
  d: () => follow('a.office-nav-link[href="/office"]'),
}

const deeds: Record<string, Deed> = {
  '/': () => reveal(document.querySelector('input[type="search"]')),
  j: () => step(1),
  k: () => step(-1),
  // Elsewhere the arrows scroll.
  ArrowDown: () => (rowOf(document.activeElement) ? step(1) : 'not mine'),
  ArrowUp: () => (rowOf(document.activeElement) ? step(-1) : 'not mine'),
  o: () => click(rowOf(document.activeElement)?.querySelector('a.inbox-subject')),
  x: () => click(rowOf(document.activeElement)?.querySelector('input[name="hs"]')),
  b: () => reveal(document.getElementById('hang-loat')),
  a: () => reveal(rowOf(document.activeElement)?.querySelector('.row-assign-form') ?? firstOf('#acknowledge', '#assign')),
  v: () => reveal(document.querySelector('#viec-can-lam .card')),
  r: () => reveal(firstOf('#submitReply textarea', '#message textarea')),
  n: () => reveal(firstOf('#note textarea')),
  p: () => follow('.case-way .back-link'),
  u: () => follow('.case-way .back-link'),
  '[': () => follow('.list-way a[rel="prev"], .pagination a[rel="prev"]'),
  ']': () => follow('.list-way a[rel="next"], .pagination a[rel="next"]'),
}

function show(dialog: HTMLDialogElement | null): boolean {
  dialog?.showModal()
  // The list is read from its beginning; its first link stands at the end.
  dialog?.querySelector('h2')?.focus()
  return dialog !== null
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}

function rowOf(element: Element | null): Element | null {
  const row = element?.closest('tr') ?? null
  return row?.querySelector('a.inbox-subject') ? row : null
}

/** From the row that holds the focus to the one before or after it; into the list where the focus is elsewhere. */
function step(by: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a.inbox-subject')]
  const here = links.findIndex((link) => rowOf(link) === rowOf(document.activeElement))
  const link = here < 0 ? links[0] : links[Math.min(Math.max(here + by, 0), links.length - 1)]
  link?.focus()
  rowOf(link ?? null)?.scrollIntoView({ block: 'nearest' })
  return link !== undefined
}

function firstOf(...selectors: string[]): Element | null {
  return selectors.map((selector) => document.querySelector(selector)).find((element) => element !== null) ?? null
}

function follow(selector: string): boolean {
  return click(document.querySelector(selector))
}

function click(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement)) return false
  element.click()
  return true
}

/** Opens what hides it and puts the focus into its first field. */
function reveal(element: Element | null): boolean {
  if (!element) return false
  for (let around = element.closest('details'); around; around = around.parentElement?.closest('details') ?? null) around.open = true
  const field = element.matches('input, textarea') ? element : element.querySelector('textarea, select, input:not([type="hidden"]), button')
  if (!(field instanceof HTMLElement)) return false
  const fold = field.closest('.fold')
  if (fold && !field.checkVisibility()) location.hash = fold.id
  field.focus()
  // With what says what it is, where both fit.
  field.closest('details')?.scrollIntoView({ block: 'nearest' })
  field.scrollIntoView({ block: 'nearest' })
  return true
}

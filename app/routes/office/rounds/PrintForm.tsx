import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { Button } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/Notice.tsx'

/**
 * A form whose answer is a PDF with codes that are nowhere else. Without JavaScript the browser saves it and leaves the page as it was. With it a double click prints
 * once, and afterwards the page says what there is now, without the errors of an earlier attempt: otherwise somebody believes that nothing came of it, and prints again.
 */
export function PrintForm({ children }: { children: ReactNode }) {
  const [state, setState] = useState<'ready' | 'printing' | 'lost'>('ready')

  async function print(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (state === 'printing') return
    setState('printing')
    const form = event.currentTarget
    const body = new URLSearchParams([...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
    const response = await fetch(form.action, { method: 'POST', body, credentials: 'same-origin' }).catch(() => null)
    const file = response?.headers.get('Content-Type') === 'application/pdf' ? await response.blob().catch(() => null) : null
    if (file) {
      save(file, /filename="([^"]+)"/.exec(response?.headers.get('Content-Disposition') ?? '')?.[1] ?? 'phieu.pdf')
      // A moment for the browser to take the file over before its page goes.
      setTimeout(() => window.location.assign(`${window.location.pathname}?da=in-phieu#top`), 500)
    } else if (response && !response.ok) {
      // Nothing was printed; what the server has to say is on its own page.
      form.submit()
    } else setState('lost')
  }

  return (
    <form method="post" className="stack" noValidate onSubmit={(event) => void print(event)}>
      {children}
      {state === 'lost' ? (
        <Notice tone="warning" title="Chưa nhận được tệp PDF">
          <p>Mất kết nối giữa chừng. Xin tải lại trang để xem phiếu đã được tạo chưa trước khi in lại.</p>
        </Notice>
      ) : null}
      <Button icon="print">{state === 'printing' ? 'Đang tạo phiếu…' : 'Tạo và tải phiếu'}</Button>
    </form>
  )
}

function save(file: Blob, name: string): void {
  const href = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

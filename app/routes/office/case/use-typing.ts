import { useEffect, useState } from 'react'
import type { RefCallback } from 'react'

export type Typing = { kind: 'idle' } | { kind: 'kept'; at: string } | { kind: 'failed' }

const everyMs = 3000
const clock = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
const keptInputs = new Set(['text', 'search', 'email', 'tel', 'url', 'number', 'date', 'time'])

/**
 * Keeps on the server what is typed in a form that has a text to write, every few seconds and when the page is left, until the form is
 * sent. `restore` is what was kept before; where the page could not show it by itself it is filled in here.
 */
export function useTyping({ number, action, version, restore }: { number: string; action: string; version: number; restore: Record<string, string> | undefined }): { ref: RefCallback<HTMLFormElement>; state: Typing } {
  const [form, setForm] = useState<HTMLFormElement | null>(null)
  const [state, setState] = useState<Typing>({ kind: 'idle' })

  useEffect(() => {
    if (form && restore) fill(form, restore)
    // Once: later renders must not put back what has been typed over.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [form])

  useEffect(() => {
    if (!form || !form.querySelector('textarea')) return
    let timer: number | undefined
    let isSent = false

    async function keep(isLeaving: boolean) {
      clearTimeout(timer)
      timer = undefined
      if (isSent) return
      const body = new URLSearchParams({ viec: action, version: String(version) })
      for (const control of controlsOf(form!)) body.append(`o:${control.name}`, control.value)
      try {
        const response = await fetch(`/office/phan-anh/${number}/nhap`, { method: 'POST', body, redirect: 'manual', credentials: 'same-origin', keepalive: isLeaving && body.toString().length < 60_000 })
        setState(response.status === 204 ? { kind: 'kept', at: clock.format(new Date()) } : { kind: 'failed' })
      } catch {
        setState({ kind: 'failed' })
      }
    }
    const onInput = () => {
      timer ??= window.setTimeout(() => void keep(false), everyMs)
    }
    const onLeave = () => {
      if (timer !== undefined && document.visibilityState === 'hidden') void keep(true)
    }
    const onPageHide = () => {
      if (timer !== undefined) void keep(true)
    }
    const onSubmit = (event: Event) => {
      if (event.defaultPrevented) return
      isSent = true
      clearTimeout(timer)
      timer = undefined
    }
    // Back from the next page: what stands here may be typed on.
    const onPageShow = () => (isSent = false)
    form.addEventListener('input', onInput)
    form.addEventListener('submit', onSubmit)
    document.addEventListener('visibilitychange', onLeave)
    window.addEventListener('pagehide', onPageHide)
    window.addEventListener('pageshow', onPageShow)
    return () => {
      clearTimeout(timer)
      form.removeEventListener('input', onInput)
      form.removeEventListener('submit', onSubmit)
      document.removeEventListener('visibilitychange', onLeave)
      window.removeEventListener('pagehide', onPageHide)
      window.removeEventListener('pageshow', onPageShow)
    }
  }, [form, number, action, version])

  return { ref: setForm, state }
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement || (element instanceof HTMLInputElement && keptInputs.has(element.type))) && element.name !== '',
  )
}

/** Puts the draft in, and opens what hides it. */
function fill(form: HTMLFormElement, values: Record<string, string>): void {
  for (const control of controlsOf(form)) {
    const value = values[control.name]
    if (value === undefined || value === control.value) continue
    control.value = value
    // Whatever shows the text a second time follows.
    control.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const around = form.closest('details')
  if (around) around.open = true
}

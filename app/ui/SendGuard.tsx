import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { FormEvent, FormHTMLAttributes, ReactNode } from 'react'
import { tokenField } from '#app/attachments/limits.ts'
import { useText } from '#app/i18n/text.tsx'
import { sendText } from '#app/i18n/messages/send.ts'
import { Button } from './Button.tsx'
import type { ButtonLook } from './Button.tsx'
import { Notice } from './Notice.tsx'

/** `offline`: the network failed. `busy`: the server answered, but could not save. In both nothing on the page is lost. */
type SendState = 'ready' | 'sending' | 'offline' | 'busy'

/** Who sends the form when the network is back: the browser `itself`, even with this page closed; the browser once a survey page is `opened`; this page alone. */
type KeptBy = 'itself' | 'opened' | 'no'

const SendContext = createContext<{ state: SendState; kept: KeptBy }>({ state: 'ready', kept: 'no' })

const giveUpAfterMs = 30_000
const tryAgainAfterMs = 15_000

export type SendGuardProps = Omit<FormHTMLAttributes<HTMLFormElement>, 'method' | 'onSubmit'> & {
  action: string
  /** Where a successful post redirects to. A script cannot see the target of a redirect, so the page says it. */
  receiptHref: string
  /** Looks the form over before it is sent; false keeps it here. It shows what is wrong itself. */
  check?: (() => Promise<boolean>) | undefined
  /**
   * What must be on the server before the form goes out, for instance files; adds to what is sent. Anything but `ready` keeps the form here: `offline` and
   * `busy` are tried again like the form itself, `stopped` waits for the person.
   */
  prepare?: ((body: URLSearchParams) => Promise<'ready' | 'offline' | 'busy' | 'stopped'>) | undefined
  /** Called as soon as the server has it, while the page is still there. */
  onSent?: (() => void) | undefined
  /** Leaves a form that the network would not carry with the browser, and takes it back when somebody writes on. */
  later?: { keep: (body: URLSearchParams) => Promise<KeptBy>; drop: () => void } | undefined
  children: ReactNode
}

/**
 * A form that arrives exactly once. Without JavaScript it is a plain post. With it, a double tap sends once, a lost
 * connection keeps the page and sends the same body with the same key again (the server answers with the same receipt),
 * and whatever the server has to say about the form is shown by the server's own page.
 *
 * The form must carry an idempotency key, and hold a `<SendNotice />` and a `<SendButton>`.
 */
export function SendGuard({ action, receiptHref, check, prepare, onSent, later, children, ...form }: SendGuardProps) {
  const ref = useRef<HTMLFormElement>(null)
  const inFlight = useRef(false)
  const sent = useRef(false)
  /** What was sent when the network failed; gone as soon as somebody writes on, so that nothing half-written goes out by itself. */
  const waiting = useRef<URLSearchParams | null>(null)
  const [state, setState] = useState<SendState>('ready')
  const [kept, setKept] = useState<KeptBy>('no')

  const send = useCallback(
    async (body: URLSearchParams) => {
      inFlight.current = true
      waiting.current = null
      setState('sending')
      const whole = new URLSearchParams(body)
      const prepared = prepare ? await prepare(whole) : 'ready'
      if (prepared === 'stopped') {
        inFlight.current = false
        setState('ready')
        return
      }
      const outcome = prepared === 'ready' ? await post(action, whole) : prepared
      if (outcome === 'accepted' || outcome === 'refused') later?.drop()
      if (outcome === 'accepted') {
        sent.current = true
        onSent?.()
        // In place of the filled-in form, which the back button should not bring up again. The button stays off until then.
        window.location.replace(receiptHref)
        return
      }
      if (outcome === 'refused' && ref.current) {
        postPlainly(ref.current, whole)
        return
      }
      inFlight.current = false
      waiting.current = body
      if (later) setKept(await later.keep(whole))
      setState(outcome === 'offline' ? 'offline' : 'busy')
    },
    [action, receiptHref, prepare, onSent, later],
  )

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (inFlight.current) return
    inFlight.current = true
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null
    const body = formBody(event.currentTarget, submitter)
    if (check && !(await check())) {
      inFlight.current = false
      return
    }
    await send(body)
  }

  useEffect(() => {
    if (state !== 'offline' && state !== 'busy') return
    function sendAgain() {
      if (waiting.current && !inFlight.current && document.visibilityState === 'visible') void send(waiting.current)
    }
    const timer = setInterval(sendAgain, tryAgainAfterMs)
    window.addEventListener('online', sendAgain)
    document.addEventListener('visibilitychange', sendAgain)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', sendAgain)
      document.removeEventListener('visibilitychange', sendAgain)
    }
  }, [state, send])

  useEffect(() => {
    // Coming back by the browser's back button may show the page as it was left: with its button off, or with everything that has been sent.
    function wake(event: PageTransitionEvent) {
      if (!event.persisted) return
      if (sent.current) {
        window.location.replace(action)
        return
      }
      inFlight.current = false
      setState('ready')
    }
    window.addEventListener('pageshow', wake)
    return () => window.removeEventListener('pageshow', wake)
  }, [action])

  const sending = useMemo(() => ({ state, kept }), [state, kept])
  return (
    <form
      {...form}
      ref={ref}
      method="post"
      action={action}
      noValidate
      onSubmit={(event) => void submit(event)}
      onInput={(event) => {
        if (waiting.current) later?.drop()
        waiting.current = null
        form.onInput?.(event)
      }}
    >
      <SendContext.Provider value={sending}>{children}</SendContext.Provider>
    </form>
  )
}

/** Says that the form has not gone out, and offers to send it again. Stands above the SendButton. */
export function SendNotice() {
  const t = useText()
  const { state, kept } = useContext(SendContext)
  const box = useRef<HTMLDivElement>(null)
  const failed = state === 'offline' || state === 'busy'
  useEffect(() => {
    if (failed) box.current?.scrollIntoView({ block: 'nearest' })
  }, [failed])
  return (
    <div ref={box} role="alert">
      {failed ? (
        <Notice tone="warning" title={t(state === 'offline' ? sendText.offlineTitle : sendText.busyTitle)}>
          <p>{t(kept === 'no' ? (state === 'offline' ? sendText.offline : sendText.busy) : sendText.kept[kept])}</p>
          <Button type="submit" variant="secondary">
            {t(sendText.again)}
          </Button>
        </Notice>
      ) : null}
    </div>
  )
}

/** The button that sends the form. Off, and saying so, while the form is on its way. */
export function SendButton({ children, ...look }: ButtonLook & { name?: string; value?: string; children: ReactNode }) {
  const t = useText()
  const sending = useContext(SendContext).state === 'sending'
  return (
    <Button size="large" icon="send" wide {...look} type="submit" disabled={sending}>
      {sending ? t(sendText.sending) : children}
    </Button>
  )
}

/** Sends the form. `refused` is any answer the server wants to show; its page comes when the form is posted the plain way. */
async function post(action: string, body: URLSearchParams): Promise<'accepted' | 'refused' | 'busy' | 'offline'> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), giveUpAfterMs)
  try {
    const response = await fetch(action, { method: 'POST', body, redirect: 'manual', credentials: 'same-origin', signal: timeout.signal })
    if (response.type === 'opaqueredirect') return 'accepted'
    return response.status >= 500 ? 'busy' : 'refused'
  } catch {
    return 'offline'
  } finally {
    clearTimeout(timer)
  }
}

function formBody(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') body.append(name, value)
  }
  if (submitter instanceof HTMLButtonElement && submitter.name) body.append(submitter.name, submitter.value)
  return body
}

/** Posts the form as a browser without JavaScript would. `submit()` forgets the button that was pressed, so its value goes along hidden. */
function postPlainly(form: HTMLFormElement, body: URLSearchParams): void {
  const inForm = new FormData(form)
  for (const [name, value] of body) {
    if (name === tokenField ? inForm.getAll(name).includes(value) : inForm.has(name)) continue
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  HTMLFormElement.prototype.submit.call(form)
}

import { useRef, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { Button } from './Button.tsx'
import type { ButtonLook } from './Button.tsx'
import { useBrowserFact } from './use-hydrated.ts'

const words = {
  ready: '',
  asking: 'Đang chờ thiết bị…',
  known: 'Thiết bị này đã có khóa của tài khoản này rồi, không cần thêm nữa.',
  failed: 'Thiết bị không dùng được khóa nào, hoặc việc này đã bị hủy. Vui lòng thử lại hoặc dùng cách khác.',
}

/**
 * A form that a passkey answers: `ask` is where the question comes from, `task` what for. Its answer goes along as `answer`. Not there without JavaScript, which
 * passkeys need: the page must offer another way.
 */
export function KeyForm({ task, ask, action, variant, label, children }: { task: 'dang-nhap' | 'them' | 'xac-nhan'; ask: string; action?: string; label: string; children?: ReactNode } & Pick<ButtonLook, 'variant'>) {
  // Hardly a browser is without: the form has its place until one says so.
  const hasKeys = useBrowserFact(() => 'PublicKeyCredential' in window, true)
  const answer = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<keyof typeof words>('ready')
  if (!hasKeys) return <p className="muted small with-js">Trình duyệt này không dùng được khóa đăng nhập.</p>

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    // The server says what is missing, as for every form. A key made for a form that is then refused would stay on the device for nothing.
    if (!form.checkValidity()) return form.submit()
    setState('asking')
    try {
      const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser')
      const response = await fetch(ask, { method: 'POST', body: new URLSearchParams({ viec: task }) })
      // Too long ago: to the page that asks who is there, which leads back here.
      if (response.redirected) return window.location.assign(response.url)
      if (!response.ok) throw new Error(`status ${response.status}`)
      const question: unknown = await response.json()
      const made =
        task === 'them'
          ? await startRegistration({ optionsJSON: question as PublicKeyCredentialCreationOptionsJSON })
          : await startAuthentication({ optionsJSON: question as PublicKeyCredentialRequestOptionsJSON })
      answer.current!.value = JSON.stringify(made)
      form.submit()
    } catch (error) {
      // Mostly the person who changed their mind: the browser does not tell it from a device without a key.
      setState(error instanceof Error && error.name === 'InvalidStateError' ? 'known' : 'failed')
    }
  }

  return (
    <form method="post" action={action} className="stack when-alive" noValidate onSubmit={(event) => void send(event)}>
      <input ref={answer} type="hidden" name="answer" />
      <input type="hidden" name="viec" value="khoa" />
      {children}
      <Button variant={variant} icon="lock" wide disabled={state === 'asking'}>
        {label}
      </Button>
      <p role="status" className={words[state] === '' ? 'visually-hidden' : 'small'}>
        {words[state]}
      </p>
    </form>
  )
}

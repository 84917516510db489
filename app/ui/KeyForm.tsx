import { useRef, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { Button } from './Button.tsx'
import type { ButtonLook } from './Button.tsx'
import { useHydrated } from './use-hydrated.ts'

/**
 * A form that a passkey answers: `ask` is where the question comes from, `task` what for. Its answer goes along as `answer`. Not there without JavaScript, which
 * passkeys need: the page must offer another way.
 */
export function KeyForm({ task, ask, action, variant, label, children }: { task: 'dang-nhap' | 'them' | 'xac-nhan'; ask: string; action?: string; label: string; children?: ReactNode } & Pick<ButtonLook, 'variant'>) {
  const hydrated = useHydrated()
  const answer = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<'ready' | 'asking' | 'failed'>('ready')
  if (!hydrated) return null
  if (!('PublicKeyCredential' in window)) return <p className="muted small">Trình duyệt này không dùng được khóa đăng nhập.</p>

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    setState('asking')
    try {
      const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser')
      const response = await fetch(ask, { method: 'POST', body: new URLSearchParams({ viec: task }) })
      if (!response.ok) throw new Error(`status ${response.status}`)
      const question: unknown = await response.json()
      const made =
        task === 'them'
          ? await startRegistration({ optionsJSON: question as PublicKeyCredentialCreationOptionsJSON })
          : await startAuthentication({ optionsJSON: question as PublicKeyCredentialRequestOptionsJSON })
      answer.current!.value = JSON.stringify(made)
      form.submit()
    } catch {
      // Mostly the person who changed their mind: the browser does not tell it from a device without a key.
      setState('failed')
    }
  }

  return (
    <form method="post" action={action} className="stack" noValidate onSubmit={(event) => void send(event)}>
      <input ref={answer} type="hidden" name="answer" />
      <input type="hidden" name="viec" value="khoa" />
      {children}
      <Button variant={variant} icon="lock" wide disabled={state === 'asking'}>
        {label}
      </Button>
      <p role="status" className={state === 'failed' ? 'small' : 'visually-hidden'}>
        {state === 'asking' ? 'Đang chờ thiết bị' : state === 'failed' ? 'Thiết bị không dùng được khóa nào, hoặc việc này đã bị hủy. Vui lòng thử lại hoặc dùng cách khác.' : ''}
      </p>
    </form>
  )
}

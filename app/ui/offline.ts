/**
 * The page's side of public/offline.js. Every function does nothing where the browser keeps nothing (private windows, some
 * in-app browsers, plain http): the form then works as a plain form.
 */

/** A form that could not be sent yet, kept on the phone until it is. */
export interface WaitingForm {
  /** Its idempotency key. */
  key: string
  /** The name of its draft (draft.ts), which goes when the form has arrived. */
  draft: string
  action: string
  body: string
  receiptHref: string
}

/** What lies on the phone: forms that wait, and those that went out while no page was open. */
export interface KeptForms {
  waiting: { key: string; draft: string }[]
  sent: { key: string; draft: string; href: string }[]
}

const nothing: KeptForms = { waiting: [], sent: [] }

/** Has the browser keep this page, which lies under `scope`, and open it without network from now on. */
export async function keepPage(scope: string): Promise<void> {
  try {
    // From the second visit on the worker sees the page pass by.
    const isFirstVisit = navigator.serviceWorker.controller === null
    await navigator.serviceWorker.register('/offline.js', { scope })
    const { active } = await navigator.serviceWorker.ready
    if (active && isFirstVisit) await ask(active, { task: 'keep', url: window.location.href })
  } catch {
    // The browser keeps nothing.
  }
}

/** Leaves a form to be sent later: `itself` even with every page closed, `opened` when a survey page is next opened, `no` where nothing is kept. */
export async function sendLater(form: WaitingForm): Promise<'itself' | 'opened' | 'no'> {
  const answer = await tell<{ byItself: boolean }>({ task: 'wait', form })
  return answer ? (answer.byItself ? 'itself' : 'opened') : 'no'
}

/** The form is not to be sent: somebody writes on, or has it here again. */
export async function dropWaiting(key: string): Promise<void> {
  await tell({ task: 'drop', key })
}

export async function forgetReceipt(href: string): Promise<void> {
  await tell({ task: 'forget-receipt', url: href })
}

/** What lies on the phone at this moment. */
export async function keptForms(): Promise<KeptForms> {
  return (await tell<KeptForms>({ task: 'look' })) ?? nothing
}

/** Tries to send whatever waits, then says what lies on the phone. */
export async function sendWaiting(): Promise<KeptForms> {
  return (await tell<KeptForms>({ task: 'send' })) ?? nothing
}

/** A key for a form that is filled in here. A kept page is opened many times, and each form needs one of its own. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

async function tell<T>(message: object): Promise<T | null> {
  try {
    const worker = navigator.serviceWorker.controller ?? (await navigator.serviceWorker.getRegistration())?.active
    return worker ? await ask<T>(worker, message) : null
  } catch {
    return null
  }
}

function ask<T>(worker: ServiceWorker, message: object): Promise<T | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = (event: MessageEvent<T | null>) => {
      port1.close()
      resolve(event.data)
    }
    worker.postMessage(message, [port2])
  })
}

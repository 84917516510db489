import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FileProblem } from '#app/attachments/kinds.ts'
import { fileLimits, tokenField } from '#app/attachments/limits.ts'
import type { Message } from '#app/i18n/index.ts'
import type { PreparedFile } from './send-files.ts'

/** A file that has arrived on the server already and waits for its form. */
export interface KeptFile {
  token: string
  type: 'image' | 'pdf'
  bytes: number
}

export interface ChosenFile {
  key: string
  /** Its name on this device, shown here and sent nowhere. */
  name: string | null
  state: 'preparing' | 'ready' | 'sending' | 'sent'
  type: 'image' | 'pdf'
  bytes: number
  sentBytes: number
  token: string | null
  digest: string | null
  /** `blob:` address of the picture as it will be sent. */
  preview: string | null
}

export interface RefusedFile {
  name: string
  /** Null where the words could not be loaded any more. */
  why: Message | null
}

export type Uploads = ReturnType<typeof useUploads>

/** What a file's upload came to, kept in this tab: after a reload the same file goes on where it was. */
interface Remembered {
  digest: string
  token: string
  type: 'image' | 'pdf'
  bytes: number
  done: boolean
}

const prefix = 'lang-nghe:tep:'

/**
 * The files of a form whose scripts run: chosen, made ready on the device, and sent only when the form is (docs/decisions/0008). `name` is the form's, for what
 * is remembered in this tab; `kept` are files that a plain form has brought to the server before.
 */
export function useUploads(name: string, address: string, kept: readonly KeptFile[] = []) {
  const [files, setFiles] = useState<readonly ChosenFile[]>(() => kept.map(fromServer))
  const [refused, setRefused] = useState<readonly RefusedFile[]>([])
  /** The list as it is now, for what runs while it changes. */
  const current = useRef(files)
  const blobs = useRef(new Map<string, Blob>())
  const stops = useRef(new Map<string, AbortController>())
  const counter = useRef(0)
  /** Resolves when every file that was chosen has been looked at. */
  const looking = useRef<Promise<unknown>>(Promise.resolve())

  const change = useCallback((next: (files: readonly ChosenFile[]) => readonly ChosenFile[]) => {
    current.current = next(current.current)
    setFiles(current.current)
  }, [])
  const update = useCallback((key: string, facts: Partial<ChosenFile>) => change((all) => all.map((file) => (file.key === key ? { ...file, ...facts } : file))), [change])

  const refuse = useCallback(async (file: string, problem: FileProblem) => {
    const words = await import('#app/i18n/messages/file-problems.ts').catch(() => null)
    setRefused((all) => [...all, { name: file, why: words && words.fileProblems[problem] }])
  }, [])

  useEffect(() => {
    // What had arrived before the page was lost is still there.
    const arrived = remembered(name).filter(({ done }) => done)
    if (arrived.length > 0 && current.current.length === 0) change(() => arrived.map(fromServer))
    const held = blobs.current
    return () => held.clear()
  }, [name, change])

  const remove = useCallback(
    (key: string) => {
      const file = current.current.find((one) => one.key === key)
      stops.current.get(key)?.abort()
      blobs.current.delete(key)
      if (file?.preview) URL.revokeObjectURL(file.preview)
      if (file?.token) remember(name, remembered(name).filter(({ token }) => token !== file.token))
      change((all) => all.filter((one) => one.key !== key))
    },
    [name, change],
  )

  const look = useCallback(
    async (chosen: readonly File[]) => {
      const room = Math.max(0, fileLimits.files - current.current.length)
      setRefused([])
      for (const file of chosen.slice(room)) await refuse(file.name, 'too-many')
      const entries = chosen.slice(0, room).map((file) => ({ file, key: `tep-${(counter.current += 1)}` }))
      change((all) => [
        ...all,
        ...entries.map(({ file, key }): ChosenFile => ({ key, name: file.name, state: 'preparing', type: 'image', bytes: file.size, sentBytes: 0, token: null, digest: null, preview: null })),
      ])
      let engine: typeof import('./send-files.ts')
      try {
        engine = await import('./send-files.ts')
      } catch {
        // The line is gone already: nothing of these files has been looked at, and they can be chosen again.
        for (const { key } of entries) remove(key)
        return
      }
      for (const { file, key } of entries) {
        const ready: PreparedFile | { problem: FileProblem } = await engine.prepareFile(file)
        if (!current.current.some((one) => one.key === key)) continue
        if ('problem' in ready) {
          remove(key)
          await refuse(file.name, ready.problem)
          continue
        }
        blobs.current.set(key, ready.blob)
        const before = remembered(name).find((one) => one.digest === ready.digest)
        const isThereTwice = current.current.some((one) => one.key !== key && one.digest !== null && one.digest === ready.digest)
        if (isThereTwice) {
          remove(key)
          continue
        }
        update(key, {
          state: 'ready',
          type: ready.type,
          bytes: ready.blob.size,
          digest: ready.digest,
          token: before?.token ?? null,
          preview: ready.type === 'image' ? URL.createObjectURL(ready.blob) : null,
        })
      }
    },
    [name, change, refuse, remove, update],
  )

  const add = useCallback(
    (chosen: readonly File[]) => {
      looking.current = looking.current.then(() => look(chosen))
    },
    [look],
  )

  /** Sends what has not arrived yet, then adds the tokens to the form. For the `prepare` of a SendGuard. */
  const send = useCallback(
    async (form: URLSearchParams): Promise<'ready' | 'offline' | 'busy' | 'stopped'> => {
      let wrong = false
      await looking.current
      for (const { key } of current.current) {
        const file = current.current.find((one) => one.key === key)
        const blob = blobs.current.get(key)
        if (!file || file.state === 'sent') continue
        if (!blob) continue
        let engine: typeof import('./send-files.ts')
        try {
          engine = await import('./send-files.ts')
        } catch {
          return 'offline'
        }
        const stop = new AbortController()
        stops.current.set(key, stop)
        update(key, { state: 'sending' })
        const facts = (token: string, done: boolean) => {
          if (file.digest === null) return
          const entry = { digest: file.digest, token, type: file.type, bytes: file.bytes, done }
          remember(name, [...remembered(name).filter(({ digest }) => digest !== file.digest), entry])
        }
        let token = file.token
        const outcome = await engine.sendFile({
          address,
          blob,
          token,
          offset: file.sentBytes,
          onToken(given) {
            token = given
            update(key, { token, sentBytes: 0 })
            facts(given, false)
          },
          onProgress: (sentBytes) => update(key, { sentBytes }),
          signal: stop.signal,
        })
        stops.current.delete(key)
        if (outcome === 'stopped') continue
        if (outcome === 'done') {
          update(key, { state: 'sent' })
          if (token !== null) facts(token, true)
        } else if (typeof outcome === 'object') {
          wrong = true
          remove(key)
          await refuse(file.name ?? '', outcome.problem)
        } else {
          update(key, { state: 'ready' })
          return outcome
        }
      }
      if (wrong) return 'stopped'
      for (const { token } of current.current) if (token !== null) form.append(tokenField, token)
      return 'ready'
    },
    [name, address, refuse, remove, update],
  )

  /** The form has arrived: nothing of it is remembered in this tab. */
  const forget = useCallback(() => remember(name, []), [name])

  /** What was refused has been read: the form goes on to another question. */
  const forgetRefused = useCallback(() => setRefused([]), [])

  return useMemo(() => ({ files, refused, add, remove, send, forget, forgetRefused }), [files, refused, add, remove, send, forget, forgetRefused])
}

function fromServer({ token, type, bytes }: KeptFile): ChosenFile {
  return { key: token, name: null, state: 'sent', type, bytes, sentBytes: bytes, token, digest: null, preview: null }
}

function remembered(name: string): Remembered[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(prefix + name) ?? '[]')
    return Array.isArray(kept) ? (kept as Remembered[]) : []
  } catch {
    return []
  }
}

function remember(name: string, entries: Remembered[]): void {
  try {
    if (entries.length === 0) sessionStorage.removeItem(prefix + name)
    else sessionStorage.setItem(prefix + name, JSON.stringify(entries))
  } catch {
    // A reload begins again at the first piece then.
  }
}

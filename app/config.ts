import path from 'node:path'
import * as v from 'valibot'
import { isPostgresUrl } from '#db/dialect.ts'

const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535))
const origin = v.pipe(
  v.string(),
  v.url(),
  v.transform((text) => new URL(text).origin),
)

const environment = v.object({
  PORT: v.optional(port, '3000'),
  /** The address to listen on; the default keeps the server behind a reverse proxy on the same machine. */
  HOST: v.optional(v.string(), '127.0.0.1'),
  /** What people type: absolute links (QR codes, e-mails) are made from it and from nothing else. */
  PUBLIC_ORIGIN: v.optional(origin),
  DATA_DIR: v.optional(v.string(), 'data'),
  /** `postgres://user:password@host:port/name`; without it the data is in a SQLite file in `DATA_DIR`. */
  DATABASE_URL: v.optional(v.pipe(v.string(), v.url(), v.check(isPostgresUrl, 'must begin with postgres://'))),
  /** `smtp://user:password@host:port`; without it messages wait in the outbox and the office shows them. */
  SMTP_URL: v.optional(v.pipe(v.string(), v.url())),
  MAIL_FROM: v.optional(v.string()),
  /** Address of the one proxy whose X-Forwarded-For is believed. */
  TRUSTED_PROXY: v.optional(v.string()),
})

export interface Config {
  port: number
  host: string
  publicOrigin: string
  /** Host headers that are answered; any other gets a 421. */
  hosts: string[]
  /** True behind TLS: cookies get `__Host-` and Secure, and HSTS is sent. */
  secure: boolean
  dataDir: string
  /** Where the data is: the SQLite file, or the address of a PostgreSQL database. */
  database: string
  /** The SQLite file, which is not there where the data is in PostgreSQL. */
  databaseFile: string
  smtpUrl: string | null
  mailFrom: string
  trustedProxy: string | null
}

/** Reads the environment. Throws one sentence per wrong variable, so that a typing error stops the start and not a parent's form. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = v.safeParse(environment, env)
  if (!parsed.success) {
    const lines = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'environment'}: ${issue.message}`)
    throw new Error(`The settings are not right.\n${lines.join('\n')}`)
  }
  const { PORT, HOST, PUBLIC_ORIGIN, DATA_DIR, DATABASE_URL, SMTP_URL, MAIL_FROM, TRUSTED_PROXY } = parsed.output
  const publicOrigin = PUBLIC_ORIGIN ?? `http://localhost:${PORT}`
  const hosts = new Set([new URL(publicOrigin).host, `localhost:${PORT}`, `127.0.0.1:${PORT}`])
  const databaseFile = path.resolve(DATA_DIR, 'langnghe.sqlite')
  return {
    port: PORT,
    host: HOST,
    publicOrigin,
    hosts: [...hosts],
    secure: publicOrigin.startsWith('https:'),
    dataDir: path.resolve(DATA_DIR),
    database: DATABASE_URL ?? databaseFile,
    databaseFile,
    smtpUrl: SMTP_URL ?? null,
    mailFrom: MAIL_FROM ?? `Lắng Nghe <no-reply@${new URL(publicOrigin).hostname}>`,
    trustedProxy: TRUSTED_PROXY ?? null,
  }
}

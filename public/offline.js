/**
 * Keeps the survey on the phone: its pages open again without network, and a form that was sent without network goes out when
 * it is back (docs/decisions/0028). It stands only before the survey and the short addresses (see app/ui/offline.ts), and keeps
 * nothing but pages that the server marks with `X-Keep-Offline`.
 */

const pages = 'khao-sat:trang-1'
const waiting = 'khao-sat:cho-gui-1'
const receipts = 'khao-sat:bien-nhan-1'
const slowMs = 6_000
const keptForMs = { waiting: 3 * 24 * 60 * 60 * 1000, receipts: 7 * 24 * 60 * 60 * 1000 }

self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => ![pages, waiting, receipts].includes(name)).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(openPage(request, (work) => event.waitUntil(work)))
  else if (new URL(request.url).pathname.startsWith('/assets/')) event.respondWith(kept(pages, request).then((file) => file ?? fetch(request)))
})

// The browser calls this when the network is back, even if every page has been closed meanwhile.
self.addEventListener('sync', (event) => {
  event.waitUntil(
    sendWaiting().then((left) => {
      if (left > 0) throw new Error('not sent yet')
    }),
  )
})

self.addEventListener('message', (event) => {
  const answer = event.ports[0]
  event.waitUntil(
    obey(event.data)
      .catch(() => null)
      .then((result) => answer?.postMessage(result)),
  )
})

/** What app/ui/offline.ts asks for. */
async function obey({ task, url, form, key }) {
  if (task === 'keep') return keepPage(url, await fetch(url, { credentials: 'same-origin' }))
  if (task === 'wait') return wait(form)
  if (task === 'drop') return (await caches.open(waiting)).delete(`/${key}`)
  if (task === 'forget-receipt') return (await caches.open(receipts)).delete(url)
  if (task === 'send') await sendWaiting()
  return { waiting: await read(waiting, 'waiting'), sent: (await read(receipts, 'receipts')).map(({ draft, key, href }) => ({ draft, key, href })) }
}

/** The network's page; the kept one where the network fails, or takes too long for somebody standing at the gate. */
async function openPage(request, meanwhile) {
  const receipt = await kept(receipts, request)
  if (receipt) return pageOf(await receipt.json())
  const old = await kept(pages, request)
  const fresh = fetch(request)
  meanwhile(fresh.then((response) => keepPage(request.url, response.clone())).catch(() => undefined))
  if (!old) return fresh
  return Promise.race([fresh.catch(() => old), new Promise((resolve) => setTimeout(() => resolve(old), slowMs))])
}

/** Keeps a marked page with the files that it names; forgets it once the server marks it no more, as after the round. */
async function keepPage(url, response) {
  if (!response.ok || response.redirected) return
  const cache = await caches.open(pages)
  if (response.headers.get('X-Keep-Offline') !== '1') {
    await cache.delete(url)
    return
  }
  const files = filesIn(await response.clone().text())
  const missing = []
  for (const file of files) if (!(await cache.match(file))) missing.push(file)
  await cache.addAll(missing)
  await cache.put(url, response)
  await dropOldFiles(cache)
}

const filesIn = (html) => new Set(html.match(/\/assets\/[\w.~-]+\.(?:js|css)/g) ?? [])

async function dropOldFiles(cache) {
  const named = new Set()
  const requests = await cache.keys()
  const isFile = (request) => new URL(request.url).pathname.startsWith('/assets/')
  for (const request of requests) {
    if (isFile(request)) continue
    for (const file of filesIn(await (await cache.match(request)).text())) named.add(file)
  }
  for (const request of requests) {
    if (isFile(request) && !named.has(new URL(request.url).pathname)) await cache.delete(request)
  }
}

/** Takes a form that the network would not carry. Answers whether the browser will send it even with every page closed. */
async function wait(form) {
  await (await caches.open(waiting)).put(`/${form.key}`, Response.json({ ...form, at: Date.now() }))
  try {
    await self.registration.sync.register('gui-phieu')
    return { byItself: true }
  } catch {
    return { byItself: false }
  }
}

let running = null

/** Sends what waits, one after the other, and answers how much is left. The same key twice is one form to the server. */
function sendWaiting() {
  running ??= sendAll().finally(() => {
    running = null
  })
  return running
}

async function sendAll() {
  const cache = await caches.open(waiting)
  let left = 0
  for (const form of await read(waiting, 'waiting')) {
    const outcome = await post(form)
    if (outcome === 'later') left += 1
    // The answers go from the phone as soon as they have been sent, or refused: then the draft is still there to look over.
    else await cache.delete(`/${form.key}`)
  }
  return left
}

async function post(form) {
  let response
  try {
    response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(form.body), credentials: 'same-origin' })
  } catch {
    return 'later'
  }
  if (response.status === 429 || response.status >= 500) return 'later'
  if (!response.ok || !response.redirected) return 'refused'
  const href = `${form.receiptHref}?da-gui=${form.key.slice(0, 8)}`
  const page = { html: await response.text(), policy: response.headers.get('Content-Security-Policy') ?? "default-src 'none'" }
  await (await caches.open(receipts)).put(href, Response.json({ ...page, draft: form.draft, key: form.key, href, at: Date.now() }))
  return 'sent'
}

/** A receipt as the server showed it. It was the answer to a redirect, which a browser does not take for a page that it opens. */
function pageOf({ html, policy }) {
  return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy, 'Referrer-Policy': 'same-origin' } })
}

async function kept(name, request) {
  return (await caches.open(name)).match(request)
}

/** Everything in one of the two lists that is not too old. */
async function read(name, list) {
  const cache = await caches.open(name)
  const found = []
  for (const request of await cache.keys()) {
    const entry = await (await cache.match(request))?.json()
    if (entry && Date.now() - entry.at <= keptForMs[list]) found.push(entry)
    else await cache.delete(request)
  }
  return found
}

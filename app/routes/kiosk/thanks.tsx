import { data, redirect } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { kioskPaths, kioskVisit, receiptSeconds, takeReceipt } from '#app/http/kiosk-visit.ts'
import { kioskText as m } from '#app/i18n/messages/kiosk.ts'
import { useText } from '#app/i18n/text.tsx'
import { drawQrCode } from '#app/schools/qr-code.ts'
import { schoolUrl } from '#app/schools/urls.ts'
import { formatReceipt } from '#app/surveys/index.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { QrCode } from '#app/ui/QrCode.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.school ?? 'Lắng Nghe' }]

/** Shows the receipt once: it is forgotten with this very answer. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { kiosk } = await kioskVisit(request, context)
  const { lang, start } = kioskPaths(request)
  const { receipt, forget } = takeReceipt(request, context)
  const headers = { 'Set-Cookie': forget }
  if (!kiosk || receipt === null) throw redirect(start, { status: 303, headers })
  const link = `${schoolUrl(context.config.publicOrigin, kiosk.school, '/bien-nhan', lang)}#${receipt}`
  return data({ school: kiosk.school.name, start, receipt: formatReceipt(receipt), qr: drawQrCode(link), seconds: receiptSeconds }, { headers })
}

export default function KioskThanks() {
  const { receipt, qr, start, seconds } = useLoaderData<typeof loader>()
  const t = useText()
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const shown = Date.now()
    const timer = setInterval(() => {
      const rest = seconds - Math.floor((Date.now() - shown) / 1000)
      if (rest <= 0) window.location.replace(start)
      else setLeft(rest)
    }, 250)
    const wake = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.replace(start)
    }
    window.addEventListener('pageshow', wake)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pageshow', wake)
    }
  }, [seconds, start])
  return (
    <div className="kiosk-start">
      <noscript>
        <meta httpEquiv="refresh" content={`${seconds};url=${start}`} />
      </noscript>
      <h1>{t(m.thanks)}</h1>
      <div className="kiosk-receipt">
        <QrCode {...qr} label={t(m.receiptQr)} className="kiosk-qr" />
        <div className="stack">
          <p className="key-label">{t(m.receipt)}</p>
          <p className="kiosk-code">{receipt}</p>
          <p>{t(m.receiptText)}</p>
        </div>
      </div>
      <ButtonLink href={start} className="kiosk-button">
        {t(m.hide)}
      </ButtonLink>
      <p className="kiosk-countdown">
        <progress value={left} max={seconds} aria-hidden="true" /> {t(m.hiddenIn(left))}
      </p>
    </div>
  )
}

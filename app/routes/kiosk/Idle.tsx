import { useEffect, useState } from 'react'
import { kioskText as m } from '#app/i18n/messages/kiosk.ts'
import { useText } from '#app/i18n/text.tsx'
import { Button } from '#app/ui/Button.tsx'

const quietSeconds = 60
const warningSeconds = 15
/** Without scripts nobody knows whether somebody is still there: long enough for a slow reader. */
const refreshSeconds = 240

/** Starts over where nobody touches the page any more, after a warning: the next person must not find half of somebody's form. */
export function Idle({ start }: { start: string }) {
  const t = useText()
  const [left, setLeft] = useState(quietSeconds + warningSeconds)
  useEffect(() => {
    // By the clock, not by counted ticks: a sleeping tablet stops ticking.
    let lastTouch = Date.now()
    const touched = () => {
      lastTouch = Date.now()
      setLeft(quietSeconds + warningSeconds)
    }
    const look = () => {
      const rest = quietSeconds + warningSeconds - Math.floor((Date.now() - lastTouch) / 1000)
      if (rest <= 0) window.location.replace(start)
      else setLeft(rest)
    }
    const timer = setInterval(look, 1000)
    const deeds = ['pointerdown', 'keydown', 'input', 'scroll'] as const
    for (const deed of deeds) window.addEventListener(deed, touched, { passive: true })
    // A page that the browser kept as it was, and shows again by its back button.
    const wake = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.replace(start)
    }
    window.addEventListener('pageshow', wake)
    return () => {
      clearInterval(timer)
      for (const deed of deeds) window.removeEventListener(deed, touched)
      window.removeEventListener('pageshow', wake)
    }
  }, [start])
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={`${refreshSeconds};url=${start}`} />
      </noscript>
      {left <= warningSeconds ? (
        <div className="kiosk-idle" role="alertdialog" aria-labelledby="con-o-day" aria-describedby="con-o-day-loi">
          <div className="kiosk-idle-card">
            <h2 id="con-o-day">{t(m.idleTitle)}</h2>
            <p id="con-o-day-loi">{t(m.idle(left))}</p>
            <Button type="button" className="kiosk-button">
              {t(m.stillHere)}
            </Button>
          </div>
        </div>
      ) : null}
    </>
  )
}

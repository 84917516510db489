import { useEffect, useRef, useState } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { surveyText as m } from '#app/i18n/messages/survey.ts'

/** How many questions are answered, always in sight. Without JavaScript the parts are numbered instead. */
export function SurveyProgress({ items }: { items: readonly string[] }) {
  const t = useText()
  const box = useRef<HTMLDivElement>(null)
  const [done, setDone] = useState(0)
  useEffect(() => {
    const form = box.current?.closest('form')
    if (!form) return
    const count = () => {
      const filled = new FormData(form)
      setDone(items.filter((item) => filled.has(item)).length)
    }
    count()
    form.addEventListener('input', count)
    return () => form.removeEventListener('input', count)
    // The list of items is made anew at every render; the form it belongs to stays.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    <div ref={box} className="survey-progress when-alive no-print">
      <label htmlFor="tien-do">{t(m.progress(done, items.length))}</label>
      <progress id="tien-do" value={done} max={items.length} />
    </div>
  )
}

import { useEffect, useState } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { Button } from './Button.tsx'

export type SaveAsImageProps = {
  /** The first line, usually the school. */
  heading: string
  title: string
  /** The code to keep, drawn large; spaces part its groups. */
  codeLabel: string
  code: string
  facts: readonly { term: string; detail: string }[]
  note?: string | undefined
  /** Without its ending. */
  fileName: string
}

/**
 * Draws a receipt as a picture for the phone's gallery: shown on the page, to be pressed long, and offered as a download,
 * since in-app browsers such as Zalo's often allow only the first. Not there without JavaScript.
 */
export function SaveAsImage({ fileName, ...receipt }: SaveAsImageProps) {
  const t = useText()
  const [picture, setPicture] = useState<string | null>(null)
  useEffect(() => {
    if (picture === null) return
    return () => URL.revokeObjectURL(picture)
  }, [picture])

  async function draw() {
    const blob = await drawReceipt(receipt)
    if (blob) setPicture(URL.createObjectURL(blob))
  }

  if (picture === null) {
    return (
      <Button type="button" variant="secondary" icon="download" className="when-alive" onClick={() => void draw()}>
        {t(uiText.saveImage)}
      </Button>
    )
  }
  return (
    <figure className="saved-image no-print">
      <figcaption role="status">
        {t(uiText.imageReady)}{' '}
        <a href={picture} download={`${fileName}.png`}>
          {t(uiText.downloadImage)}
        </a>
      </figcaption>
      <img src={picture} alt={`${receipt.title} ${receipt.codeLabel}: ${receipt.code}`} width="360" />
    </figure>
  )
}

const width = 720
const margin = 48
const family = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'

type Line = { text: string; font: string; colour: string; height: number; before?: number; centre?: boolean }

function drawReceipt({ heading, title, codeLabel, code, facts, note }: Omit<SaveAsImageProps, 'fileName'>): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) return Promise.resolve(null)
  canvas.width = width

  const ink = '#261d18'
  const soft = '#62554b'
  const wrapped = (text: string, line: Omit<Line, 'text'>) =>
    wrap(context, text, line.font).map((part, index) => ({ ...line, text: part, before: index === 0 ? (line.before ?? 0) : 0 }))
  const lines: Line[] = [
    ...wrapped(heading, { font: `600 26px ${family}`, colour: soft, height: 36 }),
    ...wrapped(title, { font: `700 34px ${family}`, colour: ink, height: 46, before: 12 }),
    ...wrapped(codeLabel, { font: `600 26px ${family}`, colour: ink, height: 36, before: 40, centre: true }),
    ...wrapped(code, { font: '700 50px ui-monospace, "Roboto Mono", monospace', colour: ink, height: 68, before: 4, centre: true }),
    ...facts.flatMap(({ term, detail }, index) => [
      ...wrapped(term, { font: `400 24px ${family}`, colour: soft, height: 34, before: index === 0 ? 44 : 16 }),
      ...wrapped(detail, { font: `600 28px ${family}`, colour: ink, height: 40 }),
    ]),
    ...(note ? wrapped(note, { font: `400 24px ${family}`, colour: soft, height: 36, before: 36 }) : []),
  ]

  canvas.height = lines.reduce((sum, line) => sum + line.height + (line.before ?? 0), 2 * margin + 12)
  context.fillStyle = '#fffdfa'
  context.fillRect(0, 0, width, canvas.height)
  context.fillStyle = '#bd2e1b'
  context.fillRect(0, 0, width, 12)
  context.textBaseline = 'top'
  let y = margin + 12
  for (const line of lines) {
    y += line.before ?? 0
    context.font = line.font
    context.fillStyle = line.colour
    context.textAlign = line.centre ? 'center' : 'left'
    context.fillText(line.text, line.centre ? width / 2 : margin, y)
    y += line.height
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

function wrap(context: CanvasRenderingContext2D, text: string, font: string): string[] {
  context.font = font
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const joined = last === undefined ? word : `${last} ${word}`
    if (last === undefined || context.measureText(joined).width > width - 2 * margin) lines.push(word)
    else lines[lines.length - 1] = joined
  }
  return lines
}

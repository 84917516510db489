import { useRef, useState } from 'react'
import type { PointerEvent } from 'react'
import { coverField, coverFields, mostCoverRows, percentText } from '#app/cases/cover-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { cx } from '#app/ui/cx.ts'
import { FieldGroup } from '#app/ui/Field.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'

/** A row of the form: what stands in its four fields, in percent. */
type Row = Record<(typeof coverFields)[number], string> & { key: number }

interface CoverEditorProps {
  src: string
  label: string
  width: number
  height: number
  covers: readonly { x: number; y: number; width: number; height: number }[]
  /** What was typed and not accepted; then it stands instead of `covers`. */
  typed: Record<string, string> | undefined
  errorOf: (field: string) => string | undefined
}

const fieldLabels = { x: 'Cách mép trái', y: 'Cách mép trên', width: 'Rộng', height: 'Cao' } as const

/**
 * Regions of a picture as rows of numbers, which work with the keyboard, a screen reader and without scripts. With scripts a region can also be drawn with mouse or
 * finger, and every row shows on the picture at once. What is saved is what the numbers say.
 */
export function CoverEditor({ src, label, width, height, covers, typed, errorOf }: CoverEditorProps) {
  const hydrated = useHydrated()
  const [rows, setRows] = useState<readonly Row[]>(() => startingRows(covers, typed))
  const nextKey = useRef(spareKey + 1)
  const [drawn, setDrawn] = useState<Box | null>(null)
  const start = useRef<{ x: number; y: number } | null>(null)

  const change = (key: number, field: (typeof coverFields)[number], value: string) => setRows((all) => all.map((row) => (row.key === key ? { ...row, [field]: value } : row)))
  const remove = (key: number) => setRows((all) => all.filter((row) => row.key !== key))

  function add(box: Box) {
    const row: Row = { key: (nextKey.current += 1), x: percentText(box.x), y: percentText(box.y), width: percentText(box.width), height: percentText(box.height) }
    // The row that waits to be filled in is the first to be used.
    setRows((all) => [...all.filter((one) => !isEmpty(one)), row].slice(0, mostCoverRows))
  }

  function point(event: PointerEvent<SVGSVGElement>): { x: number; y: number } {
    const frame = event.currentTarget.getBoundingClientRect()
    const within = (value: number) => Math.round(Math.min(1000, Math.max(0, value)))
    return { x: within(((event.clientX - frame.left) / frame.width) * 1000), y: within(((event.clientY - frame.top) / frame.height) * 1000) }
  }

  // With scripts a region is drawn or added; the row to fill in waits only for who has none.
  const isSpare = (row: Row) => row.key === spareKey && isEmpty(row)
  const used = rows.filter((row) => !isSpare(row))
  const listed = hydrated ? used : rows
  const shown = hydrated ? rows.map(boxOf).filter((box) => box !== null) : covers
  return (
    <>
      <div className={cx('cover-stage', height > width && 'cover-upright')}>
        <img src={src} alt={label} width={width} height={height} />
        <svg
          className="cover-sheet"
          viewBox="0 0 1000 1000"
          preserveAspectRatio="none"
          aria-hidden="true"
          onPointerDown={(event) => {
            if (!hydrated || event.button !== 0) return
            event.currentTarget.setPointerCapture(event.pointerId)
            start.current = point(event)
          }}
          onPointerMove={(event) => {
            if (start.current) setDrawn(boxBetween(start.current, point(event)))
          }}
          onPointerUp={(event) => {
            const box = start.current ? boxBetween(start.current, point(event)) : null
            start.current = null
            setDrawn(null)
            // Smaller than a fingertip's slip it was a tap.
            if (box && box.width >= 8 && box.height >= 8) add(box)
          }}
          onPointerCancel={() => {
            start.current = null
            setDrawn(null)
          }}
        >
          {[...shown, ...(drawn ? [drawn] : [])].map((box, index) => (
            <rect key={index} className="cover-box" x={box.x} y={box.y} width={box.width} height={box.height} />
          ))}
        </svg>
      </div>
      <p className="muted with-js">Kéo chuột hoặc ngón tay trên ảnh để vẽ vùng che, hoặc ghi số bên dưới (phần trăm của chiều rộng và chiều cao ảnh).</p>
      {listed.map((row, index) => {
        const number = index + 1
        return (
          <FieldGroup key={row.key} id={`vung-${number}`} label={`Vùng ${number}`} className={cx('cover-row', isSpare(row) && 'without-js')}>
            <div className="form-row">
              {coverFields.map((field) => (
                <TextField
                  key={field}
                  id={coverField(number, field)}
                  name={coverField(number, field)}
                  label={fieldLabels[field]}
                  suffix="%"
                  width="xs"
                  type="number"
                  min={0}
                  max={100}
                  step="any"
                  inputMode="decimal"
                  autoComplete="off"
                  error={errorOf(coverField(number, field))}
                  {...(hydrated ? { value: row[field], onChange: (event) => change(row.key, field, event.target.value) } : { defaultValue: row[field] })}
                />
              ))}
              <Button type="button" variant="quiet" className="when-alive" onClick={() => remove(row.key)} aria-label={`Bỏ vùng ${number}`}>
                Bỏ vùng này
              </Button>
              {hydrated || isEmpty(row) ? null : (
                <div className="without-js">
                  <Checkbox name={coverField(number, 'bo')} label="Bỏ vùng này" />
                </div>
              )}
            </div>
          </FieldGroup>
        )
      })}
      {used.length < mostCoverRows ? (
        <Button type="button" variant="secondary" icon="plus" className="when-alive" onClick={() => add({ x: 400, y: 400, width: 200, height: 200 })}>
          Thêm vùng che
        </Button>
      ) : null}
    </>
  )
}

/** Of the one row that stands there empty. */
const spareKey = mostCoverRows

interface Box {
  x: number
  y: number
  width: number
  height: number
}

function startingRows(covers: CoverEditorProps['covers'], typed: CoverEditorProps['typed']): Row[] {
  const rows: Row[] = typed
    ? Array.from({ length: mostCoverRows }, (_, index) => ({
        key: index,
        x: typed[coverField(index + 1, 'x')] ?? '',
        y: typed[coverField(index + 1, 'y')] ?? '',
        width: typed[coverField(index + 1, 'width')] ?? '',
        height: typed[coverField(index + 1, 'height')] ?? '',
      })).filter((row) => !isEmpty(row))
    : covers.map((cover, index) => ({ key: index, x: percentText(cover.x), y: percentText(cover.y), width: percentText(cover.width), height: percentText(cover.height) }))
  // One more to fill in, for whoever has no scripts; with them it is the first to be used.
  return rows.length < mostCoverRows ? [...rows, { key: spareKey, x: '', y: '', width: '', height: '' }] : rows
}

const isEmpty = (row: Row) => coverFields.every((field) => row[field].trim() === '')

/** The region a row describes, or null while its numbers are none. */
function boxOf(row: Row): Box | null {
  const [x, y, width, height] = coverFields.map((field) => (row[field].trim() === '' ? Number.NaN : Number(row[field].replace(',', '.')) * 10)) as [number, number, number, number]
  return [x, y, width, height].every((number) => Number.isFinite(number) && number >= 0) ? { x, y, width, height } : null
}

function boxBetween(a: { x: number; y: number }, b: { x: number; y: number }): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

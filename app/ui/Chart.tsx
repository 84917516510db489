import { useEffect, useRef } from 'react'
import type { Chart as ChartInstance } from 'chart.js'

export type ChartTone = 'accent' | 'ink' | 'info' | 'success' | 'warning' | 'level-1' | 'level-2' | 'level-3' | 'level-4' | 'level-5'

export type ChartSeries = {
  label: string
  /** null leaves a gap: a round whose figures may not be shown. */
  values: readonly (number | null)[]
  tone?: ChartTone | undefined
  /** For lines: a target, not a measurement. */
  dashed?: boolean | undefined
  /** For lines: how sure each value is, drawn as an upright stroke through it. */
  ranges?: { label: string; values: readonly (readonly [low: number, high: number] | null)[] } | undefined
}

export type ChartProps = {
  type: 'line' | 'bar'
  labels: readonly string[]
  series: readonly ChartSeries[]
  /** The scale of the values. Rates should say 0 and 100, so that no small change looks large. */
  min?: number | undefined
  max?: number | undefined
  /** Written after the values: " %". */
  unit?: string | undefined
  stacked?: boolean | undefined
  horizontal?: boolean | undefined
}

/**
 * The drawing of a ChartFrame. chart.js is fetched only when a chart is on the page and JavaScript runs;
 * the table in the frame carries the figures, so the canvas is hidden from screen readers.
 */
export function Chart(props: ChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  // Loaders make new arrays with the same figures at every navigation: draw again only when the figures change.
  const signature = JSON.stringify(props)

  useEffect(() => {
    let chart: ChartInstance | undefined
    let gone = false
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    const given = JSON.parse(signature) as ChartProps

    async function draw() {
      const { drawChart } = await import('./draw-chart.ts')
      if (gone || !canvas.current) return
      chart?.destroy()
      chart = drawChart(canvas.current, given)
    }
    const redraw = () => void draw()

    redraw()
    dark.addEventListener('change', redraw)
    return () => {
      gone = true
      dark.removeEventListener('change', redraw)
      chart?.destroy()
    }
  }, [signature])

  // In the page from the start, so that nothing moves down when the drawing comes; without JavaScript it takes no room.
  return (
    <div className="chart-canvas with-js" aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  )
}

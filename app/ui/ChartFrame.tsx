import type { ReactNode } from 'react'
import { Chart } from './Chart.tsx'
import type { ChartProps } from './Chart.tsx'

export type ChartFrameProps = {
  title: ReactNode
  level?: 2 | 3 | undefined
  /** How to read it, from which n. */
  note?: ReactNode
  /** What to draw where JavaScript runs. Without it only the table is shown. */
  chart?: ChartProps | undefined
  /** The table with the same figures: always on the page. */
  children: ReactNode
}

/** A chart over the table it is drawn from. The table comes from the server and stays. */
export function ChartFrame({ title, level = 2, note, chart, children }: ChartFrameProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className="chart card">
      <Heading className="card-title">{title}</Heading>
      {chart ? <Chart {...chart} /> : null}
      {children}
      {note ? <div className="chart-note">{note}</div> : null}
    </section>
  )
}

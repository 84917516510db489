import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js'
import type { ChartData, ChartDataset, LegendItem } from 'chart.js'
import type { ChartProps, ChartSeries, ChartTone } from './Chart.tsx'

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip)

/** Draws with the colours of the page (light or dark), and without movement for people who asked for none. */
export function drawChart(canvas: HTMLCanvasElement, props: ChartProps): Chart {
  const { type, labels, series, min, max, unit = '', stacked = false, horizontal = false } = props
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const ink = colour('ink-soft')
  const format = new Intl.NumberFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: 2 })
  const write = (value: number) => format.format(value) + unit

  const values = {
    stacked,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    border: { display: false },
    grid: { color: colour('line') },
    // What is not a share is counted: there is no half a form.
    ticks: { color: ink, ...(unit === '' ? { precision: 0 } : {}), callback: (value: string | number) => write(Number(value)) },
  }
  const names = { stacked, grid: { display: false }, border: { color: colour('line-strong') }, ticks: { color: ink } }

  const paintOf = (tone: ChartTone | undefined, index: number) => colour(tone ?? defaultTones[index % defaultTones.length] ?? 'accent')

  return new Chart<'line' | 'bar', Value[], string>(canvas, {
    type,
    data: {
      labels: [...labels],
      datasets: [...series.map(({ label, values: data, tone, dashed }, index): ChartDataset<'line' | 'bar', Value[]> => {
        const paint = paintOf(tone, index)
        return {
          label,
          data: [...data],
          borderColor: paint,
          backgroundColor: paint,
          ...(type === 'line'
            ? { borderWidth: 2.5, tension: 0.25, pointRadius: dashed ? 0 : 4, pointHoverRadius: 6, borderDash: dashed ? [6, 5] : [] }
            : { borderRadius: stacked ? 0 : 6, maxBarThickness: 44 }),
        }
      }),
      ...series.flatMap(({ tone, ranges }, index) => (ranges ? [rangeBars(ranges, paintOf(tone, index))] : []))],
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      ...(still ? { animation: false as const } : { animation: { duration: 400 } }),
      indexAxis: horizontal ? 'y' : 'x',
      interaction: { mode: 'index', intersect: false },
      font: { family: style.fontFamily },
      scales: horizontal ? { x: values, y: names } : { x: names, y: values },
      plugins: {
        legend: { display: series.length > 1 || series.some(({ ranges }) => ranges), position: 'bottom', labels: { color: colour('ink'), usePointStyle: true, boxHeight: 8, filter: isFirstOfItsName } },
        tooltip: {
          callbacks: {
            label: (item) => {
              if (Array.isArray(item.raw)) return `${item.dataset.label}: ${(item.raw as number[]).map(write).join(' – ')}`
              const value = horizontal ? item.parsed.x : item.parsed.y
              return `${item.dataset.label}: ${value === null ? '–' : write(value)}`
            },
          },
        },
      },
    },
  })
}

/** Each line has an interval of its own; the key says once what such a stroke is. */
function isFirstOfItsName({ text, datasetIndex }: LegendItem, { datasets }: ChartData): boolean {
  return datasets.findIndex(({ label }) => label === text) === datasetIndex
}

type Value = number | [number, number] | null

/** An upright stroke from the lower to the upper limit, behind the line it belongs to and paler. */
function rangeBars({ label, values }: NonNullable<ChartSeries['ranges']>, paint: string): ChartDataset<'bar', Value[]> {
  return { type: 'bar', label, data: values.map((range) => range && [...range]), backgroundColor: `${paint}66`, barThickness: 8, borderRadius: 4, borderSkipped: false, grouped: false, order: 1 }
}

const defaultTones: readonly ChartTone[] = ['accent', 'info', 'success', 'warning', 'ink']

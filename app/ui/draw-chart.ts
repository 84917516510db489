import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js'
import type { ChartProps, ChartTone } from './Chart.tsx'

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
    ticks: { color: ink, callback: (value: string | number) => write(Number(value)) },
  }
  const names = { stacked, grid: { display: false }, border: { color: colour('line-strong') }, ticks: { color: ink } }

  return new Chart<'line' | 'bar', (number | null)[], string>(canvas, {
    type,
    data: {
      labels: [...labels],
      datasets: series.map(({ label, values: data, tone, dashed }, index) => {
        const paint = colour(tone ?? defaultTones[index % defaultTones.length] ?? 'accent')
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
        legend: { display: series.length > 1, position: 'bottom', labels: { color: colour('ink'), usePointStyle: true, boxHeight: 8 } },
        tooltip: {
          callbacks: {
            label: (item) => {
              const value = horizontal ? item.parsed.x : item.parsed.y
              return `${item.dataset.label}: ${value === null ? '–' : write(value)}`
            },
          },
        },
      },
    },
  })
}

const defaultTones: readonly ChartTone[] = ['accent', 'info', 'success', 'warning', 'ink']

import { useId } from 'react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type Column<Row> = {
  key: string
  header: ReactNode
  cell: (row: Row, index: number) => ReactNode
  /** `end` for numbers, so that their digits stand under each other. */
  align?: 'start' | 'end' | undefined
  /** This column names the row. Exactly one should. */
  rowHeader?: boolean | undefined
  /** The header in plain words for the stacked form, when `header` is not text. */
  shortLabel?: string | undefined
}

export type DataTableProps<Row> = {
  caption: ReactNode
  /** The caption is only for screen readers, because a heading above says the same. */
  hideCaption?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row, index: number) => string | number
  /** A class for a row: `row-danger`, `row-unread`. */
  rowClass?: ((row: Row) => string | undefined) | undefined
  /** On a phone every row becomes a small card instead of scrolling sideways. For lists of records, not for figures to compare. */
  stack?: boolean | undefined
  footer?: ReactNode
  /** Shown instead of the table when there are no rows. */
  empty?: ReactNode
}

/** A table that a screen reader can walk through and a phone can show. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, hideCaption, columns, rows, rowKey, rowClass, stack, footer, empty } = props
  const captionId = useId()
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  return (
    // Focusable, because a region that scrolls must be reachable from the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={cx('table-scroll', stack && 'table-stack')} role="region" aria-labelledby={captionId} tabIndex={0}>
      <table className="table">
        <caption id={captionId} className={hideCaption ? 'visually-hidden' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.align === 'end' ? 'num' : undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} className={rowClass?.(row)}>
              {columns.map((column) => {
                const className = column.align === 'end' ? 'num' : undefined
                const label = column.shortLabel ?? (typeof column.header === 'string' ? column.header : undefined)
                return column.rowHeader ? (
                  <th key={column.key} scope="row" className={className} data-label={label}>
                    {column.cell(row, index)}
                  </th>
                ) : (
                  <td key={column.key} className={className} data-label={label}>
                    {column.cell(row, index)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
        {footer ? <tfoot>{footer}</tfoot> : null}
      </table>
    </div>
  )
}

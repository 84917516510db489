
export type TabItem = { href: string; label: string; current?: boolean | undefined; count?: number | undefined }

/** Views of the same list, as links with their own addresses. */
export function Tabs({ label, items }: { label: string; items: readonly TabItem[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} className="tab" aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count === undefined ? null : <span className="count count-quiet">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

import type { ReactNode } from 'react'

/** The page's one h1, with what stands around it. */
export function PageHeader({
  title,
  above,
  lead,
  actions,
}: {
  title: ReactNode
  /** A breadcrumb, a back link, badges. */
  above?: ReactNode
  lead?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="page-header">
      {above}
      <div className="page-header-row">
        <h1>{title}</h1>
        {actions ? <div className="cluster no-print">{actions}</div> : null}
      </div>
      {lead ? <div className="lead">{lead}</div> : null}
    </div>
  )
}

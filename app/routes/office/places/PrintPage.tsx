import type { ReactNode } from 'react'
import { Breadcrumb } from '#app/ui/Breadcrumb.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { PrintButton } from '#app/ui/PrintButton.tsx'

/** A sheet with what is needed to print it; on paper the sheet is alone. */
export function PrintPage({ id, placeName, title, children }: { id: string; placeName: string; title: string; children: ReactNode }) {
  return (
    <>
      <PageHeader
        above={<Breadcrumb items={[{ label: 'Mã QR', href: '/office/ma-qr' }, { label: placeName, href: `/office/ma-qr/${id}` }, { label: title }]} />}
        title={`${title} – ${placeName}`}
        lead="In trên giấy A4 khổ dọc, tỉ lệ 100 %. In màu hay đen trắng đều quét được. Có thể nhấn Ctrl + P để in."
        actions={<PrintButton label="In" variant="primary" />}
      />
      <div className="preview">
        <div className="sheet-frame">{children}</div>
      </div>
    </>
  )
}

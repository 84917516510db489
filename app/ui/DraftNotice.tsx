import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

/** Says that the form shows a draft of this browser, not what the server keeps. */
export function DraftNotice({ onDiscard }: { onDiscard: () => void }) {
  return (
    <div role="status">
      <Notice tone="info" title="Đã khôi phục bản nháp chưa gửi trên máy này">
        <p>Nội dung dưới đây chưa được lưu vào hệ thống. Thầy/cô kiểm tra rồi bấm lưu hoặc gửi lại.</p>
        <Button type="button" variant="secondary" size="small" onClick={onDiscard}>
          Bỏ bản nháp
        </Button>
      </Notice>
    </div>
  )
}

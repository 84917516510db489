import type { ReactNode } from 'react'
import { Blossom } from './Blossom.tsx'
import { cx } from './cx.ts'
import { QrCode } from './QrCode.tsx'
import { ShortAddress } from './ShortAddress.tsx'
import type { ShortAddressParts } from './ShortAddress.tsx'

export interface PosterProps {
  schoolName: string
  /** Where it hangs, so that nobody puts it up at the wrong door. */
  placeName: string
  code: string
  address: ShortAddressParts
  qr: { size: number; path: string }
}

const invitation = 'Quét mã để đánh giá hoặc gửi phản ánh. Không cần đăng nhập, không cần ghi tên.'

/** One A4 sheet for the gate or the classroom door. Sized in shares of its own width: what is seen on screen is what is printed. */
export function Poster({ answerDays, ...props }: PosterProps & { /** What the school promises, in working days. */ answerDays: number }) {
  return (
    <div className="sheet poster">
      <Blossoms />
      <p className="poster-school">{props.schoolName}</p>
      <p className="poster-title">
        Nhà trường lắng nghe
        <br />
        phụ huynh
      </p>
      <p className="poster-lead">{invitation}</p>
      <PosterQr {...props} />
      <Address {...props} words="Không quét được? Gõ địa chỉ này vào trình duyệt:" />
      <ol className="poster-steps">
        <Step number={1}>Mở máy ảnh trên điện thoại</Step>
        <Step number={2}>Đưa mã vào giữa màn hình</Step>
        <Step number={3}>Bấm vào đường dẫn hiện ra</Step>
      </ol>
      <p className="poster-foot">
        <span>Phản ánh được trả lời trong {answerDays} ngày làm việc.</span>
        <PlaceMark {...props} />
      </p>
    </div>
  )
}

/** Four A6 cards on one A4 sheet, to be cut along the dashed lines: for the meeting, the school bag, the reception desk. */
export function CardSheet(props: PosterProps) {
  return (
    <div className="sheet card-sheet">
      {[1, 2, 3, 4].map((card) => (
        <div className="qr-card" key={card} aria-hidden={card > 1 ? true : undefined}>
          <div className="qr-card-face">
            <Blossom className="qr-card-blossom" />
            <p className="qr-card-school">{props.schoolName}</p>
            <p className="qr-card-lead">{invitation}</p>
            <PosterQr {...props} />
            <Address {...props} words="hoặc gõ vào trình duyệt:" />
            <PlaceMark {...props} />
          </div>
        </div>
      ))}
    </div>
  )
}

function PosterQr({ qr, address }: PosterProps) {
  return (
    <div className="poster-qr">
      <QrCode {...qr} label={`Mã QR dẫn đến ${address.host}${address.path}`} />
    </div>
  )
}

/** The host may be long: it breaks before the part that names the place, and is set smaller rather than cut. */
function Address({ address, words }: PosterProps & { words: string }) {
  const length = address.host.length + address.path.length
  return (
    <div className="poster-address">
      <p className="poster-address-words">{words}</p>
      <p className={cx('poster-address-text', length > 28 && 'poster-address-long', length > 40 && 'poster-address-longer')}>
        <ShortAddress {...address} />
      </p>
    </div>
  )
}

function Step({ number, children }: { number: number; children: ReactNode }) {
  return (
    <li>
      <span className="poster-step-number">{number}</span>
      <span>{children}</span>
    </li>
  )
}

function PlaceMark({ placeName, code }: PosterProps) {
  return (
    <span className="poster-place">
      {placeName} · {code}
    </span>
  )
}

/** The flame tree in June: a branch of blossoms over the corners of the sheet. */
function Blossoms() {
  return (
    <div className="poster-blossoms" aria-hidden="true">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((place) => (
        <Blossom key={place} className={`poster-blossom poster-blossom-${place}`} />
      ))}
    </div>
  )
}

import { Badge } from '#app/ui/Badge.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'

export interface FactorPlan {
  appSince: string | null
  keys: { id: string; name: string; created: string; lastUsed: string | null }[]
  codesLeft: number
  codesInAll: number
  /** The school asks this person for a second factor. */
  needed: boolean
}

/** A person's second factor on their own page: what there is, what can be added, what is left for a bad day. */
export function FactorsCard({ plan }: { plan: FactorPlan }) {
  const { appSince, keys, codesLeft, codesInAll, needed } = plan
  const hasApp = appSince !== null
  const isOn = hasApp || keys.length > 0
  return (
    <Card title="Xác thực hai lớp" className="factors" actions={isOn ? <Badge tone="success">Đang bật</Badge> : <Badge tone="warning">Chưa bật</Badge>}>
      <p className="measure">
        Ai biết mật khẩu mà không có lớp thứ hai thì không vào được tài khoản này. {needed ? 'Nhà trường yêu cầu tài khoản của thầy/cô bật lớp thứ hai.' : isOn ? null : 'Nhà trường khuyến khích bật.'}
      </p>
      <h3>Ứng dụng tạo mã</h3>
      <p>{hasApp ? `Đang dùng, cài ngày ${appSince}.` : 'Chưa cài. Ứng dụng trên điện thoại tạo một mã 6 số để nhập sau mật khẩu.'}</p>
      <div className="cluster">
        <ButtonLink href="/office/hai-lop/ung-dung" variant="secondary">
          {hasApp ? 'Cài lại trên điện thoại khác' : 'Cài ứng dụng tạo mã'}
        </ButtonLink>
        {hasApp ? (
          <form method="post">
            <HiddenField name="viec" value="bo-ung-dung" />
            <Button variant="quiet">
              Gỡ<VisuallyHidden> ứng dụng tạo mã</VisuallyHidden>
            </Button>
          </form>
        ) : null}
      </div>
      <h3>Khóa đăng nhập (passkey)</h3>
      {keys.length === 0 ? (
        <p>Chưa có. Khóa nằm trong điện thoại hay máy tính; đăng nhập bằng vân tay, khuôn mặt hoặc mã PIN của thiết bị, không cần mật khẩu.</p>
      ) : (
        <ul className="plain-list stack-s">
          {keys.map(({ id, name, created, lastUsed }) => (
            <li key={id}>
              <form method="post" className="cluster">
                <span className="break-anywhere">
                  {name} <span className="muted">(thêm ngày {created}, {lastUsed === null ? 'chưa dùng' : `dùng gần nhất ngày ${lastUsed}`})</span>
                </span>
                <HiddenField name="viec" value="bo-khoa" />
                <HiddenField name="khoa" value={id} />
                <Button variant="quiet" size="small">
                  Gỡ<VisuallyHidden> khóa {name}</VisuallyHidden>
                </Button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <p>
        <ButtonLink href="/office/hai-lop/khoa" variant="secondary">
          Thêm khóa đăng nhập
        </ButtonLink>
      </p>
      {isOn ? (
        <>
          <h3>Mã dự phòng</h3>
          <p>
            Còn {codesLeft}/{codesInAll} mã, mỗi mã thay được một lần cho bước thứ hai khi mất điện thoại. {codesLeft <= 3 ? <strong>Nên tạo mã mới.</strong> : null}
          </p>
          <Disclosure summary="Tạo mười mã mới">
            <form method="post" className="stack">
              <p>Mã mới hiện một lần để in hoặc chép lại. Những mã cũ không còn dùng được.</p>
              <HiddenField name="viec" value="ma-moi" />
              <Button variant="secondary">Tạo mã mới</Button>
            </form>
          </Disclosure>
        </>
      ) : null}
      <p className="muted small">Mỗi lần đổi cách đăng nhập, các phiên trên thiết bị khác kết thúc và thầy/cô nhận một thư báo.</p>
    </Card>
  )
}

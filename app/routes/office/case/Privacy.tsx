import { formatDate } from '#app/i18n/format.ts'
import type { CaseReader, ConsentEntry } from '#app/privacy/index.ts'
import { requestKindLabels, requestPath } from '#app/privacy/words.ts'
import type { DataRequestKind } from '#app/privacy/words.ts'
import { roleLabels } from '#app/staff/permissions.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'

const purposes: Record<ConsentEntry['purpose'], string> = { contact: 'Lưu, dùng thông tin liên lạc', publish: 'Công khai nội dung' }
const givenVia: Record<ConsentEntry['givenVia'], string> = { form: 'trên phiếu gửi', 'case-page': 'tại trang hồ sơ' }
const withdrawnVia: Record<NonNullable<ConsentEntry['withdrawnVia']>, string> = { 'case-page': 'tại trang hồ sơ', request: 'theo yêu cầu' }

/** What the sender has agreed to, with the words they saw, and what they ask about their data. */
export function Consents({ consents, requests, wordingsHref }: { consents: readonly ConsentEntry[]; requests: readonly { id: string; kind: DataRequestKind; due: string }[]; wordingsHref: string }) {
  return (
    <Card title="Sự đồng ý">
      {consents.length === 0 ? <p className="muted">Người gửi không đồng ý điều gì: không lưu liên lạc, không công khai.</p> : null}
      <ul className="plain-list stack-s">
        {consents.map((consent) => (
          <li key={`${consent.purpose} ${consent.version} ${consent.givenOn} ${consent.withdrawnOn}`}>
            <p>
              <strong>{purposes[consent.purpose]}</strong> {consent.withdrawnOn ? <Badge tone="warning">Đã rút lại</Badge> : <Badge tone="success">Đồng ý</Badge>}
            </p>
            <p className="small muted">
              Ngày {formatDate(consent.givenOn)}, {givenVia[consent.givenVia]}, bản <a href={wordingsHref}>{consent.version}</a>
              {consent.withdrawnOn ? `. Rút lại ngày ${formatDate(consent.withdrawnOn)}${consent.withdrawnVia ? `, ${withdrawnVia[consent.withdrawnVia]}` : ''}` : null}
            </p>
          </li>
        ))}
      </ul>
      {requests.map((request) => (
        <p key={request.id}>
          <a href={requestPath(request.id)}>Yêu cầu: {requestKindLabels[request.kind]}</a> <span className="small muted">hạn {formatDate(request.due)}</span>
        </p>
      ))}
    </Card>
  )
}

/** Who has opened the case; whoever looked at the sender's name stands first. For the principal. */
export function Readers({ readers }: { readers: readonly CaseReader[] }) {
  return (
    <Card title="Ai đã mở hồ sơ">
      <Disclosure summary={`${readers.length} người`}>
        <ul className="plain-list stack-s">
          {readers.map((reader) => (
            <li key={`${reader.name} ${reader.lastOn}`}>
              <p>
                {reader.name} <span className="muted small">{roleLabels[reader.role]}</span>
              </p>
              <p className="small muted">
                {reader.times} lần, gần nhất ngày {formatDate(reader.lastOn)}
              </p>
              {reader.identityTimes > 0 && reader.identityLastOn ? (
                <p>
                  <Badge tone="accent" icon="eye">
                    Xem tên người gửi {reader.identityTimes} lần, gần nhất {formatDate(reader.identityLastOn)}
                  </Badge>
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      </Disclosure>
    </Card>
  )
}

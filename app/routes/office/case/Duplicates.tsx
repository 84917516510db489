import type { CaseFile } from '#app/cases/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { StateBadge } from './badges.tsx'
import { CaseForm, doing, fieldsOf } from './case-form.tsx'
import type { CaseFormState } from './case-form.tsx'

interface Props {
  file: CaseFile
  state: CaseFormState | undefined
}

/** Reports of the same thing: which one answers for this, which this one answers for, and which it could be merged with. */
export function Duplicates({ file, state }: Props) {
  const { row, main, followers, similar, actions } = file
  if (!main && followers.length === 0 && !actions.includes('merge')) return null
  return (
    <Card title="Ý kiến giống nhau" className="stack-s">
      {main ? (
        <p>
          Hồ sơ này được trả lời chung với{' '}
          {main.number === null ? 'một hồ sơ khác' : <a href={`/office/phan-anh/${main.number}`}>{main.number}</a>}. Phụ huynh giữ mã tra cứu và ngày hẹn riêng.
        </p>
      ) : null}
      {followers.length > 0 ? (
        <>
          <p>Câu trả lời của hồ sơ này được gửi cho {followers.length + 1} phụ huynh: không nhắc tên hay chi tiết riêng của ai.</p>
          <ul className="plain-list">
            {followers.map((follower) => (
              <li key={follower.number}>
                <a href={`/office/phan-anh/${follower.number}`}>{follower.subject}</a>
                <span className="cluster small muted">
                  <span className="num">{follower.number}</span>
                  <span>hạn {formatDate(follower.answerDue)}</span>
                  <StateBadge state={follower.state} />
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {actions.includes('merge') ? <Merge file={file} state={state} /> : null}
      {actions.includes('unmerge') ? (
        <Disclosure summary="Tách khỏi hồ sơ chung" open={state?.action === 'unmerge'}>
          <CaseForm action="unmerge" number={row.number} version={row.version} state={state}>
            <TextArea label="Lý do tách" hint="Chỉ nhân viên đọc được. Phụ huynh được báo là ý kiến được xử lý riêng." rows={3} maxLength={1000} {...fieldsOf('unmerge', state)('reason')} />
            <Button variant="secondary" {...doing('unmerge')}>
              Tách ra
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
      {!main && followers.length === 0 && similar.length === 0 ? <p className="muted small">Chưa thấy hồ sơ nào giống.</p> : null}
    </Card>
  )
}

function Merge({ file, state }: Props) {
  const { row, similar } = file
  const field = fieldsOf('merge', state, { mainNumber: similar[0]?.number ?? '' })
  return (
    <>
      {similar.length > 0 ? (
        <>
          <p>Có thể là cùng một việc:</p>
          <ul className="plain-list">
            {similar.map((one) => (
              <li key={one.number}>
                <a href={`/office/phan-anh/${one.number}`}>{one.subject}</a>
                <span className="cluster small muted">
                  <span className="num">{one.number}</span>
                  <span>nhận {formatDate(one.receivedOn)}</span>
                  <span>giống {Math.round(one.likeness * 100)} %</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Disclosure summary="Gộp vào hồ sơ khác" open={state?.action === 'merge'}>
        <CaseForm action="merge" number={row.number} version={row.version} state={state}>
          <TextField label="Số hồ sơ chung" hint="Hồ sơ đó trả lời thay cho hồ sơ này." list="ho-so-giong" {...field('mainNumber')} />
          <datalist id="ho-so-giong">
            {similar.map((one) => (
              <option key={one.number} value={one.number}>
                {one.subject}
              </option>
            ))}
          </datalist>
          <TextArea label="Lý do gộp" hint="Chỉ nhân viên đọc được. Phụ huynh được báo là ý kiến được xử lý cùng các ý kiến giống nhau." rows={3} maxLength={1000} {...field('reason')} />
          <Button variant="secondary" {...doing('merge')}>
            Gộp hồ sơ
          </Button>
        </CaseForm>
      </Disclosure>
    </>
  )
}

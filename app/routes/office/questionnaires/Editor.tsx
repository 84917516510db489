import { useState } from 'react'
import type { FormEvent } from 'react'
import { choiceField, definitionLimits, withTexts } from '#app/surveys/definition.ts'
import type { Area, Definition, Item } from '#app/surveys/questionnaires.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import type { QuestionnaireCode } from '#db/schema.ts'
import { formFields } from '../form-state.ts'
import type { FormState } from '../form-state.ts'
import type { Message } from '#app/i18n/index.ts'
import { PhonePreview } from './PhonePreview.tsx'
import type { Look } from './PhonePreview.tsx'

export interface EditorProps {
  draft: { survey: QuestionnaireCode; revision: number; title: Message; definition: Definition }
  state: FormState | undefined
  look: Look
  hrefOf: (look: Look) => string
  /** What the draft changes against the version in use. */
  changed: readonly string[]
}

/**
 * The texts of a draft in one form. Every button sends the whole form, so that adding or moving a question loses nothing that was typed; where
 * JavaScript runs, the phone follows each key.
 */
export function Editor({ draft, state, look: firstLook, hrefOf, changed }: EditorProps) {
  const saved = { title: draft.title, definition: draft.definition }
  const [typed, setTyped] = useState<Record<string, string>>(state?.values ?? {})
  const [look, setLook] = useState(firstLook)
  const shown = withTexts(saved, typed)
  const field = formFields(state, textsOf(saved.title, saved.definition))
  const { areas, overall, expectation, comment, groups } = draft.definition
  const follow = (event: FormEvent<HTMLFormElement>) => {
    const { name, value } = event.target as HTMLTextAreaElement
    setTyped((before) => ({ ...before, [name]: value }))
  }
  const pair = (name: string, label: string) => <Pair name={name} label={label} field={field} changed={changed.includes(name)} />
  return (
    <div className="split">
      <form method="post" className="split-main" noValidate onInput={follow}>
        {/* The first button is what Enter presses. */}
        <HiddenField name="revision" value={draft.revision} />
        <div className="form-actions">
          <Button type="submit" name="viec" value="luu">
            Lưu bản soạn
          </Button>
        </div>
        <Card>{pair('title', 'Tên mẫu phiếu')}</Card>
        {areas.map((area, index) => (
          <AreaCard key={area.code} area={area} isFirst={index === 0} isLast={index === areas.length - 1} isOnly={areas.length === 1} pair={pair} />
        ))}
        {areas.length < definitionLimits.areas ? (
          <Button type="submit" name="viec" value="add-area" variant="secondary" icon="plus">
            Thêm lĩnh vực
          </Button>
        ) : (
          <p className="muted">Tối đa {definitionLimits.areas} lĩnh vực.</p>
        )}
        <Card title="Câu hỏi chung">
          <div className="stack" id="muc-chung">
            <p className="muted">Tỷ lệ hài lòng của trường tính từ câu đầu tiên. Đổi lời câu này thì xu hướng ngắt, không so sánh được với các đợt trước.</p>
            {pair(overall.code, 'Hài lòng chung')}
            {expectation ? pair(expectation.code, 'Mức đáp ứng mong đợi (0–150 %)') : null}
            <Button type="submit" name="viec" value={expectation ? 'remove-expectation' : 'add-expectation'} variant="secondary" size="small">
              {expectation ? 'Bỏ câu mức đáp ứng mong đợi' : 'Thêm câu mức đáp ứng mong đợi'}
            </Button>
            {pair(comment.code, 'Ô góp ý')}
          </div>
        </Card>
        <GroupsCard groups={groups} pair={pair} />
        <Card title="Đưa vào sử dụng" tone="accent">
          <div className="stack">
            <p>
              Bản này thành phiên bản kế tiếp và không sửa được nữa. Các đợt lên lịch từ bây giờ hỏi theo bản này; đợt đang mở và đã đóng giữ nguyên mẫu của mình. Muốn
              đổi tiếp thì soạn bản mới.
            </p>
            <div className="form-actions">
              <Button type="submit" name="viec" value="luu" variant="secondary">
                Lưu bản soạn
              </Button>
              <Button type="submit" name="viec" value="dung">
                Đưa vào sử dụng
              </Button>
            </div>
          </div>
        </Card>
      </form>
      <div className="split-side phone-side">
        <PhonePreview survey={draft.survey} definition={shown.definition} look={look} choose={setLook} hrefOf={hrefOf} />
      </div>
    </div>
  )
}

/** What the child belongs to. Figures by it stay inside the school, and only from five forms on. */
function GroupsCard({ groups, pair }: { groups: Definition['groups']; pair: (name: string, label: string) => JSX.Element }) {
  return (
    <section className="card stack" id="muc-groups">
      <h2 className="card-title">Khối lớp của con</h2>
      <p className="muted">Phụ huynh không bắt buộc trả lời. Số liệu theo khối chỉ nhà trường xem, từ 5 phiếu trở lên; không hỏi đến từng lớp.</p>
      {groups === null ? null : (
        <>
          {pair('groups', 'Câu hỏi')}
          <ol className="plain-list stack">
            {groups.options.map(({ code, label }, index) => (
              <li key={code} className="draft-item stack-s">
                {pair(choiceField(code), `Lựa chọn ${index + 1}`)}
                <div className="draft-tools">
                  <Tools code={code} what={`lựa chọn ${index + 1} ${label.vi}`} isFirst={index === 0} isLast={index === groups.options.length - 1} isOnly={groups.options.length <= 2} />
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
      <div className="cluster">
        {groups === null ? (
          <Button type="submit" name="viec" value="add-groups" variant="secondary" size="small" icon="plus">
            Thêm câu hỏi về khối lớp
          </Button>
        ) : (
          <>
            {groups.options.length < definitionLimits.choices ? (
              <Button type="submit" name="viec" value="add-choice" variant="secondary" size="small" icon="plus">
                Thêm lựa chọn
              </Button>
            ) : (
              <p className="muted">Tối đa {definitionLimits.choices} lựa chọn.</p>
            )}
            <Button type="submit" name="viec" value="remove-groups" variant="quiet" size="small">
              Không hỏi khối lớp
            </Button>
          </>
        )}
      </div>
    </section>
  )
}

function AreaCard({ area, isFirst, isLast, isOnly, pair }: { area: Area; isFirst: boolean; isLast: boolean; isOnly: boolean; pair: (name: string, label: string) => JSX.Element }) {
  return (
    <section className="card stack" id={`muc-${area.code}`}>
      <div className="card-head">
        <h2 className="card-title">Lĩnh vực {area.code}</h2>
        <Tools code={area.code} what={`lĩnh vực ${area.code}`} isFirst={isFirst} isLast={isLast} isOnly={isOnly} />
      </div>
      {pair(area.code, 'Tên lĩnh vực')}
      {area.quickItem ? pair(area.quickItem.code, 'Câu trên phiếu một phút') : null}
      <ol className="plain-list stack">
        {area.items.map((item: Item, index) => (
          <li key={item.code} id={`muc-${item.code}`} className="draft-item stack-s">
            {pair(item.code, `Câu ${item.code}`)}
            <div className="draft-tools">
              <Tools code={item.code} what={`câu ${item.code}`} isFirst={index === 0} isLast={index === area.items.length - 1} isOnly={area.items.length === 1} />
            </div>
          </li>
        ))}
      </ol>
      {area.items.length < definitionLimits.items ? (
        <div>
          <Button type="submit" name="viec" value={`add-item:${area.code}`} variant="secondary" size="small" icon="plus">
            Thêm câu vào lĩnh vực {area.code}
          </Button>
        </div>
      ) : (
        <p className="muted">Tối đa {definitionLimits.items} câu trong một lĩnh vực.</p>
      )}
    </section>
  )
}

function Tools({ code, what, isFirst, isLast, isOnly }: { code: string; what: string; isFirst: boolean; isLast: boolean; isOnly: boolean }) {
  return (
    <div className="cluster">
      <Button type="submit" name="viec" value={`up:${code}`} variant="secondary" size="small" disabled={isFirst}>
        Lên<VisuallyHidden> một bậc: {what}</VisuallyHidden>
      </Button>
      <Button type="submit" name="viec" value={`down:${code}`} variant="secondary" size="small" disabled={isLast}>
        Xuống<VisuallyHidden> một bậc: {what}</VisuallyHidden>
      </Button>
      <Button type="submit" name="viec" value={`remove:${code}`} variant="quiet" size="small" disabled={isOnly}>
        Xóa<VisuallyHidden> {what}</VisuallyHidden>
      </Button>
    </div>
  )
}

/** One text in both languages. */
function Pair({ name, label, field, changed }: { name: string; label: string; field: ReturnType<typeof formFields>; changed: boolean }) {
  return (
    <fieldset className="text-pair-field">
      <legend className="text-pair-name">
        {label} {changed ? <span className="muted small">(khác bản đang dùng)</span> : null}
      </legend>
      <div className="text-pair">
        <TextArea label="Tiếng Việt" rows={2} {...field(`${name}-vi`)} />
        <TextArea label="Tiếng Anh" rows={2} lang="en" {...field(`${name}-en`)} />
      </div>
    </fieldset>
  )
}

/** The saved words of every field. */
function textsOf(title: Message, definition: Definition): Record<string, string> {
  const pairs: [string, Message][] = [
    ['title', title],
    ...definition.areas.flatMap((area): [string, Message][] => [
      [area.code, area.name],
      ...[...area.items, ...(area.quickItem ? [area.quickItem] : [])].map((item): [string, Message] => [item.code, item.wording]),
    ]),
    ...[definition.overall, definition.comment, ...(definition.expectation ? [definition.expectation] : [])].map((item): [string, Message] => [item.code, item.wording]),
    ...(definition.groups ? [['groups', definition.groups.wording] as [string, Message], ...definition.groups.options.map(({ code, label }): [string, Message] => [choiceField(code), label])] : []),
  ]
  return Object.fromEntries(pairs.flatMap(([name, text]) => [[`${name}-vi`, text.vi], [`${name}-en`, text.en]]))
}

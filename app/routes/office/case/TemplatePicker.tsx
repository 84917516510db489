import { createContext, useContext, useState } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { useLocation } from '@remix-run/react'
import type { CaseAction } from '#app/cases/index.ts'
import { Button } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Select } from '#app/ui/Select.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { caseHref, inboxPath, listOf } from '../list-place.ts'
import type { ChosenTemplate, OfferedTemplate } from './templates.ts'

interface Offer {
  number: string
  templates: readonly OfferedTemplate[]
  chosen: ChosenTemplate | null
  mayManage: boolean
}

const OfferContext = createContext<Offer>({ number: '', templates: [], chosen: null, mayManage: false })

const formId = (action: CaseAction) => `mau-${action}`

/** The templates of the page, and the small forms that choose one: a form cannot stand inside another, so the controls beside a text name theirs. */
export function Templates({ offer, children }: { offer: Offer; children: ReactNode }) {
  const loc = new URLSearchParams(useLocation().search).get('loc')
  return (
    <OfferContext.Provider value={offer}>
      {[...new Set(offer.templates.map(({ action }) => action))].map((action) => (
        <form key={action} id={formId(action)} method="get" action={`${inboxPath}/${offer.number}#${action}`} hidden>
          {loc === null ? null : <HiddenField name="loc" value={loc} />}
        </form>
      ))}
      {children}
    </OfferContext.Provider>
  )
}

/** The action whose form a template was chosen for without scripts: that form must be open. */
export function useChosenAction(): CaseAction | undefined {
  return useContext(OfferContext).chosen?.template.action
}

/**
 * Offers the templates for one text: the id of its control is `textId`. With scripts the words go in at the cursor at once and nothing is
 * replaced; without, the page comes again with them, and asks first where it would replace something.
 */
export function TemplatePicker({ action, textId }: { action: CaseAction; textId: string }) {
  const { number, templates, chosen, mayManage } = useContext(OfferContext)
  const list = listOf(useLocation().search)
  const [inserted, setInserted] = useState('')
  const mine = templates.filter((template) => template.action === action)
  if (mine.length === 0) return null
  const asked = chosen?.asks && chosen.template.action === action ? chosen.template : null

  function insert(event: MouseEvent<HTMLButtonElement>) {
    const select = event.currentTarget.form?.elements.namedItem('mau')
    const text = document.getElementById(textId)
    if (!(select instanceof HTMLSelectElement) || !(text instanceof HTMLTextAreaElement)) return
    event.preventDefault()
    const template = mine.find(({ id }) => id === select.value)
    if (!template) return select.focus()
    const { value, selectionEnd } = text
    const [before, after] = [value.slice(0, selectionEnd), value.slice(selectionEnd)]
    const words = [before.trim() === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n', template.text, after.trim() === '' ? '' : '\n\n'].join('')
    text.setRangeText(words, selectionEnd, selectionEnd, 'end')
    // What was written is kept as a draft as if it had been typed.
    text.dispatchEvent(new Event('input', { bubbles: true }))
    text.focus()
    setInserted(template.name)
  }

  return (
    <div className="template-picker stack-s">
      <div className="template-choice">
        <Select id={`${formId(action)}-chon`} form={formId(action)} name="mau" label="Mẫu có sẵn" placeholder="Chọn mẫu" options={mine.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={chosen?.template.action === action ? chosen.template.id : ''} />
        <Button form={formId(action)} variant="secondary" onClick={insert}>
          Dùng mẫu
        </Button>
        {mayManage ? (
          <a className="small" href="/office/cai-dat/mau-tra-loi">
            Sửa các mẫu
          </a>
        ) : null}
      </div>
      <p role="status" className="small muted">
        {inserted === '' ? '' : `Đã chèn mẫu “${inserted}”. Viết tiếp vào những chỗ […].`}
      </p>
      {asked ? (
        <Notice tone="warning" title={`Ô bên dưới đã có nội dung. Dùng mẫu “${asked.name}” thế nào?`}>
          <p className="pre-line original">{asked.text}</p>
          <p className="cluster">
            <a href={`${caseHref(number, list, { mau: asked.id, cach: 'them' })}#${action}`}>Thêm vào cuối</a>
            <a href={`${caseHref(number, list, { mau: asked.id, cach: 'thay' })}#${action}`}>Thay nội dung đang có</a>
          </p>
        </Notice>
      ) : null}
    </div>
  )
}

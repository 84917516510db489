import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'

/** What the lists of the settings have in common: a form that adds or changes one row, and the buttons beside each row. */

/** The buttons below such a form; `back` leaves a row as it is. */
export function SaveOrAdd({ isEdited, add, back }: { isEdited: boolean; add: string; back: string }) {
  return (
    <div className="form-actions">
      <Button>{isEdited ? 'Lưu' : add}</Button>
      {isEdited ? (
        <ButtonLink href={back} variant="quiet">
          Bỏ qua
        </ButtonLink>
      ) : null}
    </div>
  )
}

/** Moves a row up or down. Without `action` the form is sent to the page it stands on. */
export function Order({ id, name, action, isFirst, isLast }: { id: string; name: string; action?: string; isFirst: boolean; isLast: boolean }) {
  return (
    <form method="post" action={action} className="cluster">
      <HiddenField name="id" value={id} />
      <Button name="viec" value="len" variant="secondary" size="small" disabled={isFirst}>
        Lên<VisuallyHidden> một bậc: {name}</VisuallyHidden>
      </Button>
      <Button name="viec" value="xuong" variant="secondary" size="small" disabled={isLast}>
        Xuống<VisuallyHidden> một bậc: {name}</VisuallyHidden>
      </Button>
    </form>
  )
}

/** Opens a row to change it, or takes it out of use and back. */
export function EditOrStop({ id, name, active, href, action }: { id: string; name: string; active: boolean; href: string; action?: string }) {
  return (
    <form method="post" action={action} className="cluster">
      <ButtonLink href={href} variant="secondary" size="small" icon="edit">
        Sửa<VisuallyHidden> {name}</VisuallyHidden>
      </ButtonLink>
      <HiddenField name="id" value={id} />
      <Button name="viec" value={active ? 'ngung' : 'dung-lai'} variant="quiet" size="small">
        {active ? 'Ngừng dùng' : 'Dùng lại'}
        <VisuallyHidden> {name}</VisuallyHidden>
      </Button>
    </form>
  )
}

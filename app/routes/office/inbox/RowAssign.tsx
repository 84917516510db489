import type { Named } from '#app/cases/index.ts'
import { Button } from '#app/ui/Button.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import type { CaseState } from '#db/schema.ts'
import { bulkPath } from './BulkBar.tsx'

const peopleListId = 'nguoi-xu-ly'
const assignable: readonly CaseState[] = ['submitted', 'acknowledged', 'in_progress', 'more_info']

/** Gives one case of the list to somebody by name: `@sa`. A new one is acknowledged with it, which the button says. */
export function RowAssign({ number, version, state, list }: { number: string; version: number; state: CaseState; list: string }) {
  if (!assignable.includes(state)) return null
  const isNew = state === 'submitted'
  return (
    <details className="row-assign no-print">
      <summary>
        {isNew ? 'Tiếp nhận và giao' : 'Giao nhanh'}
        <VisuallyHidden> hồ sơ {number}</VisuallyHidden>
      </summary>
      <form method="post" action={list === '' ? bulkPath : `${bulkPath}?${list}`} className="row-assign-form">
        <HiddenField name="hs" value={`${number}:${version}`} />
        <TextField name="ten" id={`giao-${number}`} label="Giao cho @tên" list={peopleListId} maxLength={100} autoComplete="off" required />
        <Button size="small" variant="secondary" name="viec" value={isNew ? 'acknowledge' : 'assign'}>
          {isNew ? 'Tiếp nhận và giao' : 'Giao'}
        </Button>
      </form>
    </details>
  )
}

/** The names a browser offers while somebody types one. */
export function PeopleList({ people }: { people: Named[] }) {
  return (
    <datalist id={peopleListId}>
      {people.map(({ id, name, jobTitle }) => (
        <option key={id} value={`@${name}`} label={jobTitle} />
      ))}
    </datalist>
  )
}

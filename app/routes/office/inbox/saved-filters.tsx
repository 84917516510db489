import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deleteFilter, listSavedFilters, mostSavedFilters, moveFilter, renameFilter, savedFilterForm, saveFilter } from '#app/cases/index.ts'
import type { SaveOutcome } from '#app/cases/index.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import { inboxPath } from '../list-place.ts'

export const meta: MetaFunction = () => [{ title: 'Bộ lọc của tôi · Lắng Nghe' }]

const page = '/office/phan-anh/bo-loc'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff } = await requireStaff(request, context, 'case:list')
  return { saved: await listSavedFilters(context.db, staff) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff } = await requireStaff(request, context, 'case:list')
  const { db } = context
  const form = await readForm(request)
  const id = form.get('id') ?? ''
  const query = form.get('query')?.slice(0, 2000) ?? ''
  const viec = form.get('viec')
  switch (viec) {
    case 'luu':
    case 'doi-ten': {
      const parsed = parseForm(savedFilterForm, form)
      if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
      const { name } = parsed.value
      if (viec === 'doi-ten') return answer(await renameFilter(db, staff, id, name), page)
      return answer(await saveFilter(db, staff, { name, query }), query === '' ? inboxPath : `${inboxPath}?${query}`)
    }
    case 'xoa':
      return answer(await deleteFilter(db, staff, id), page)
    case 'len':
      return answer(await moveFilter(db, staff, id, -1), page)
    case 'xuong':
      return answer(await moveFilter(db, staff, id, 1), page)
    default:
      throw new Response('', { status: 400 })
  }

  function answer(outcome: SaveOutcome, target: string) {
    if (outcome === 'saved') return done(target, viec === 'xoa' ? 'xoa' : viec === 'luu' ? 'luu-bo-loc' : 'luu')
    if (outcome === 'not-found') throw new Response('', { status: 404 })
    const message = outcome === 'too-many' ? `Đã có ${mostSavedFilters} bộ lọc. Xóa bớt một bộ lọc rồi lưu lại.` : 'Đã có bộ lọc mang tên này. Đặt tên khác.'
    return data({ errors: [{ field: 'name', message }], values: formValues(form) }, { status: 422 })
  }
}

export default function SavedFilters() {
  const { saved } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const failed = state?.values
  // What was refused stands in a form of its own where it was about to be added, in its row where it was renamed.
  const adding = failed?.viec === 'luu' ? state : undefined
  return (
    <>
      <PageHeader above={<BackLink href={inboxPath}>Hộp phản ánh</BackLink>} title="Bộ lọc của tôi" lead="Chỉ mình thầy/cô thấy. Bộ lọc đứng trước hiện trước ở đầu Hộp phản ánh." />
      {adding ? (
        <Card title="Lưu bộ lọc" tone="accent">
          <ErrorSummary errors={adding.errors} />
          <form method="post" action={page} className="stack measure">
            <HiddenField name="viec" value="luu" />
            <HiddenField name="query" value={adding.values.query ?? ''} />
            <TextField label="Tên bộ lọc" maxLength={40} autoComplete="off" {...formFields(adding)('name')} />
            <Button>Lưu</Button>
          </form>
        </Card>
      ) : null}
      {saved.length === 0 ? (
        <EmptyState title="Chưa có bộ lọc nào" text="Lọc Hộp phản ánh theo ý mình rồi chọn “Lưu bộ lọc này”." />
      ) : (
        <ol className="records saved-filter-list">
          {saved.map(({ id, name, query }, index) => {
            const mine = failed?.viec === 'doi-ten' && failed.id === id ? state : undefined
            const fieldId = `name-${id}`
            return (
              <li key={id} className="card stack-s">
                {mine ? <ErrorSummary errors={mine.errors.map(({ message }) => ({ field: fieldId, message }))} /> : null}
                <form method="post" action={page} className="cluster-end">
                  <HiddenField name="id" value={id} />
                  <TextField label="Tên bộ lọc" maxLength={40} autoComplete="off" {...formFields(mine, { name })('name')} id={fieldId} />
                  <Button variant="secondary" name="viec" value="doi-ten">
                    Đổi tên
                  </Button>
                </form>
                <div className="cluster">
                  <a href={query === '' ? inboxPath : `${inboxPath}?${query}`} className="button button-quiet">
                    Mở<VisuallyHidden> bộ lọc {name}</VisuallyHidden>
                  </a>
                  {index > 0 ? <Move id={id} name={name} to="len" words="Đưa lên trước" /> : null}
                  {index < saved.length - 1 ? <Move id={id} name={name} to="xuong" words="Đưa ra sau" /> : null}
                  <Move id={id} name={name} to="xoa" words="Xóa" />
                </div>
              </li>
            )
          })}
        </ol>
      )}
    </>
  )
}

function Move({ id, name, to, words }: { id: string; name: string; to: 'len' | 'xuong' | 'xoa'; words: string }) {
  return (
    <form method="post" action={page}>
      <HiddenField name="id" value={id} />
      <Button variant="quiet" name="viec" value={to}>
        {words}
        <VisuallyHidden> bộ lọc {name}</VisuallyHidden>
      </Button>
    </form>
  )
}

import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { mostThemes, readThemes, saveThemes, themeName, themeOf, themesOf } from '#app/comments/index.ts'
import { formValues, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { listFields } from '#app/schools/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Select } from '#app/ui/Select.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'

export const meta: MetaFunction = () => [{ title: 'Chủ đề góp ý · Lắng Nghe' }]

const page = '/office/cai-dat/chu-de'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'school:manage')
  const themes = themesOf(school)
  const fields = await listFields(context.db, school)
  const text = (new URL(request.url).searchParams.get('thu') ?? '').trim().slice(0, 500).toWellFormed()
  const found = themeOf(text, themes)
  return {
    isOwn: school.comment_themes !== null,
    themes,
    mayAdd: themes.length < mostThemes,
    fields: fields.map(({ code, name_vi }) => ({ value: code, label: name_vi })),
    trial: { text, result: text === '' ? null : { name: themeName(themes, found.code), words: found.words } },
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'school:manage')
  const { db } = context
  const form = await readForm(request)
  switch (form.get('viec')) {
    case 'luu': {
      const { themes, problems } = readThemes(form, (await listFields(db, school)).map(({ code }) => code))
      if (problems.length > 0) return data({ errors: problems, values: formValues(form) }, { status: 422 })
      await saveThemes(db, school, themes, { staff, now })
      return done(page, 'luu-chu-de')
    }
    case 'co-san':
      await saveThemes(db, school, null, { staff, now })
      return done(page, 'luu-chu-de')
    default:
      throw new Response('', { status: 400 })
  }
}

export default function ThemeSettings() {
  const { isOwn, themes, mayAdd, fields, trial } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const blank = { code: '', vi: '', en: '', field: 'other', words: '' }
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/cai-dat">Cài đặt</BackLink>}
        title="Chủ đề góp ý"
        lead="Góp ý trong phiếu khảo sát được xếp vào chủ đề có nhiều từ khóa nhất trong câu. Không từ nào khớp thì vào “Khác”."
      />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <Card title="Thử một câu">
        <form method="get" className="stack measure">
          <TextArea name="thu" label="Góp ý thử" rows={2} maxLength={500} defaultValue={trial.text} />
          {trial.result ? (
            <p role="status">
              Chủ đề <strong>{trial.result.name}</strong>
              {trial.result.words.length > 0 ? `, vì có: ${trial.result.words.join(', ')}.` : '. Không từ khóa nào khớp.'}
            </p>
          ) : null}
          <div className="form-actions">
            <Button variant="secondary">Thử</Button>
          </div>
        </form>
      </Card>
      <form method="post" className="stack" noValidate>
        {[...themes, ...(mayAdd ? [blank] : [])].map((theme, place) => {
          const field = formFields(state, { [`vi-${place}`]: theme.vi, [`en-${place}`]: theme.en, [`field-${place}`]: theme.field, [`words-${place}`]: theme.words })
          return (
            <Card key={theme.code} title={theme.vi === '' ? 'Thêm chủ đề' : theme.vi}>
              <HiddenField name={`code-${place}`} value={theme.code} />
              <div className="form-row">
                <TextField label="Tên chủ đề" maxLength={40} {...(theme.code === '' ? { optional: true } : { hint: 'Xóa tên là bỏ chủ đề.' })} {...field(`vi-${place}`)} />
                <TextField label="Tên tiếng Anh" optional maxLength={40} {...field(`en-${place}`)} />
                <Select label="Lĩnh vực khi lập hồ sơ" placeholder={null} options={fields} {...field(`field-${place}`)} />
              </div>
              <TextArea label="Từ khóa" hint="Mỗi dòng một từ hay cụm từ, có dấu. Câu viết không dấu vẫn khớp." rows={4} maxLength={3000} {...field(`words-${place}`)} />
            </Card>
          )
        })}
        <div className="form-actions">
          <Button name="viec" value="luu">
            Lưu chủ đề
          </Button>
          {isOwn ? (
            <Button name="viec" value="co-san" variant="quiet">
              Dùng lại bộ có sẵn
            </Button>
          ) : null}
        </div>
        <p className="muted">Sau khi lưu, góp ý của mọi đợt được xếp lại trong khoảng một phút. Góp ý đã chuyển bằng tay thì giữ nguyên chỗ.</p>
      </form>
    </>
  )
}

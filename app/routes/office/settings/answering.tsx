import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { answeringForm, listTemplates, undoChoices, updateAnswering } from '#app/schools/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox, RadioGroup } from '#app/ui/RadioGroup.tsx'
import { done } from '../done.ts'
import { errorOf } from '../form-state.ts'

export const meta: MetaFunction = () => [{ title: 'Cách trả lời · Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'school:manage')
  const templates = await listTemplates(context.db, school)
  return {
    undoMinutes: String(school.undo_minutes),
    lighterApproval: school.lighter_approval === 1,
    choices: undoChoices.map((minutes) => ({
      value: String(minutes),
      label: minutes === 0 ? 'Gửi ngay' : `${minutes} phút`,
      hint: minutes === 0 ? 'Không thu hồi được.' : undefined,
    })),
    templates: templates.filter(({ active }) => active === 1).length,
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'school:manage')
  const parsed = parseForm(answeringForm, await readForm(request))
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  await updateAnswering(context.db, school, parsed.value, { staff, now })
  return done('/office/cai-dat/tra-loi', 'luu')
}

export default function AnsweringSettings() {
  const { undoMinutes, lighterApproval, choices, templates } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  return (
    <>
      <PageHeader above={<BackLink href="/office/cai-dat">Cài đặt</BackLink>} title="Cách trả lời" lead="Áp dụng cho những gì gửi từ bây giờ. Nội dung đang chờ gửi vẫn đi đúng giờ đã hẹn." />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <form method="post" className="stack-l" noValidate>
        <Card title="Thời gian thu hồi">
          <p>
            Câu trả lời, câu hỏi và tin nhắn chờ một lúc rồi mới đến phụ huynh; trong lúc chờ, thầy/cô thu hồi hoặc gửi ngay được. Hạn trả lời vẫn tính. Hồ sơ an toàn trẻ em luôn gửi ngay.
          </p>
          <RadioGroup
            name="undoMinutes"
            label="Chờ bao lâu trước khi gửi?"
            options={choices}
            defaultValue={state?.values.undoMinutes ?? undoMinutes}
            {...errorOf(state, 'undoMinutes')}
          />
        </Card>
        <Card title="Người thứ hai duyệt">
          <p>Phản ánh, kiến nghị, khiếu nại và hồ sơ an toàn trẻ em luôn cần một người khác duyệt câu trả lời.</p>
          <Checkbox
            name="lighterApproval"
            label="Khen, góp ý và hỏi đáp: người soạn tự đọc lại rồi gửi, không cần người thứ hai"
            defaultChecked={state ? state.values.lighterApproval === 'on' : lighterApproval}
          />
        </Card>
        <div className="form-actions">
          <Button>Lưu cách trả lời</Button>
        </div>
      </form>
      <Card title="Mẫu trả lời" href="/office/cai-dat/mau-tra-loi">
        <p>{templates === 0 ? 'Chưa có mẫu nào.' : `${templates} mẫu đang dùng, cho từng mục đích, loại và lĩnh vực.`}</p>
      </Card>
    </>
  )
}

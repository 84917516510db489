import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { daysBetween } from '#app/calendar/index.ts'
import { commentsHref } from '#app/comments/list-filter.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import { pathFor, schoolUrl } from '#app/schools/urls.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate, formatNumber, formatPercent } from '#app/i18n/format.ts'
import { may } from '#app/staff/index.ts'
import { publicThreshold, responseRate } from '#app/statistics/index.ts'
import { askNewest, closeRound, daysError, daysProblem, editRound, explainFlag, findRound, headlineByGroup, loadQuestionnaire, paperCounts, participation, questionnaireOf, removeRound, roundChangeForm, startRound } from '#app/surveys/index.ts'
import type { Participation, RoundFlag, RoundResult } from '#app/surveys/index.ts'
import { audienceLabels, channelWords, questionnaireLabels, roundStateLabels } from '#app/surveys/labels.ts'
import { roundResults } from '#app/surveys/results.ts'
import { invitationWords, reminderWords } from '#app/surveys/zalo-words.ts'
import type { ZaloFacts } from '#app/surveys/zalo-words.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Breadcrumb } from '#app/ui/Breadcrumb.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { CopyButton } from '#app/ui/CopyButton.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { Stat } from '#app/ui/Stat.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { done } from '../done.ts'
import { errorOf } from '../form-state.ts'
import type { FormState } from '../form-state.ts'
import { ParticipationByDay, ParticipationByPlace } from './Participation.tsx'
import { Results } from './Results.tsx'
import { RoundFields } from './RoundFields.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.round.name ?? 'Đợt khảo sát'} · Lắng Nghe` },
  { name: 'robots', content: 'noindex' },
]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { staff, school, today } = await requireStaff(request, context, 'round:view')
  const { db } = context
  const round = await findRound(db, school, params.id ?? '')
  if (!round) throw new Response('', { status: 404 })
  const takingPart = await participation(db, round)
  const results = await roundResults(db, round)
  const asked = await loadQuestionnaire(db, round)
  const newest = await questionnaireOf(db, school, round.questionnaire)
  const paper = await paperCounts(db, round)
  const formPath = round.questionnaire === 'education' ? '/khao-sat' : '/khao-sat/thu-tuc'
  const zalo: ZaloFacts = {
    questionnaire: round.questionnaire,
    schoolName: school.name,
    roundName: round.name_vi,
    closesOn: round.closes_on,
    address: schoolUrl(context.config.publicOrigin, school, formPath),
    soFar: takingPart.total,
    onPaper: paper.printed > 0,
  }
  return {
    round: {
      id: round.id,
      name: round.name_vi,
      nameEn: round.name_en,
      questionnaire: round.questionnaire,
      state: round.state,
      opensOn: round.opens_on,
      closesOn: round.closes_on,
      plannedClosesOn: round.planned_closes_on,
      closedOn: round.closed_on,
      audience: round.audience_size,
      version: round.version,
      questionnaireId: round.questionnaire_id,
      questionnaireVersion: round.questionnaire_version,
    },
    flags: results.flags,
    invitation: invitationWords(zalo),
    reminder: reminderWords(zalo, daysBetween(today, round.closes_on) + 1),
    /** The version in use, where it is another than the one that this round asks. */
    newerForm: newest && newest.id !== round.questionnaire_id ? newest.version : null,
    groups: asked.groups?.options ?? [],
    daysLeft: daysBetween(today, round.closes_on),
    takingPart,
    share: responseRate(takingPart.total, round.audience_size),
    results: results.state === 'closed' ? results : null,
    byAge: asked.groups ? await headlineByGroup(db, round, 'age_group') : null,
    byRelation: round.questionnaire === 'education' ? await headlineByGroup(db, round, 'relation') : null,
    mayRead: may(staff.role, 'comment:view'),
    mayManage: may(staff.role, 'round:manage'),
    mayEnter: may(staff.role, 'paper:enter'),
    paper,
    publicHref: `${pathFor('vi', school, '/ty-le-hai-long')}?dot=${round.id}`,
    formHref: pathFor('vi', school, formPath),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { staff, school, now, today } = await requireStaff(request, context, 'round:manage')
  const { db } = context
  const id = params.id ?? ''
  const form = await readForm(request)
  const target = { id, version: Number(form.get('version')) }
  const actor = { staffId: staff.id }
  const path = `/office/dot-khao-sat/${id}`
  const refuse = (field: string, message: string) => data<FormState>({ errors: [{ field, message }], values: formValues(form) }, { status: 422 })

  switch (form.get('viec')) {
    case 'mo': {
      const result = await startRound(db, school, target, actor, now)
      if (result.status === 'another-open') {
        return refuse('mo', 'Mẫu phiếu này đang có một đợt khác mở. Vui lòng đóng đợt đó trước.')
      }
      assertDone(result)
      return done(path, 'mo-dot')
    }
    case 'giai-thich': {
      const sent = form.get('loai')
      const kind = sent === 'identical' || sent === 'unproven' ? sent : 'burst'
      const words = (form.get('loi') ?? '').trim()
      if (words.length > 300) return refuse('loi', 'Tối đa 300 ký tự.')
      if (!(await explainFlag(db, school, { roundId: id, kind, day: form.get('ngay') ?? '' }, words, { staff, now }))) throw new Response('', { status: 404 })
      return done(path, 'luu')
    }
    case 'doi-mau':
      assertDone(await askNewest(db, school, target, actor, now))
      return done(path, 'doi-mau')
    case 'bo': {
      const result = await removeRound(db, school, target, actor, now)
      if (result.status === 'in-use') return refuse('bo', 'Đợt này đã có phiếu in hoặc máy của trường, phụ huynh có thể đang giữ, nên không bỏ được. Thầy/cô sửa tên và ngày của đợt.')
      assertDone(result)
      return done('/office/dot-khao-sat', 'bo-dot')
    }
    case 'dong': {
      if (form.get('hieu') !== 'on') return refuse('hieu', 'Vui lòng đánh dấu vào ô xác nhận trước khi đóng đợt.')
      assertDone(await closeRound(db, school, target, actor, now, { secrets: context.secrets, keys: context.envelopeKeys }))
      return done(path, 'dong-dot')
    }
    default: {
      const parsed = parseForm(roundChangeForm, form)
      if (!parsed.ok) return data<FormState>({ errors: parsed.errors, values: parsed.values }, { status: 422 })
      const round = await findRound(db, school, id)
      const problem = round && round.state !== 'closed' ? await daysProblem(db, school, { ...parsed.value, questionnaire: round.questionnaire }, today, round) : null
      if (problem) {
        const { field, message } = daysError(problem, today)
        return refuse(field, message)
      }
      assertDone(await editRound(db, school, target, parsed.value, actor, now))
      return done(path, 'luu')
    }
  }
}

/** Another school's round is not there; one that somebody else has just changed is shown as it is now. */
function assertDone(result: RoundResult): void {
  if (result.status === 'not-found') throw new Response('', { status: 404 })
  if (result.status !== 'done') throw new Response('Đợt khảo sát này vừa được người khác thay đổi. Vui lòng mở lại trang để xem bản mới nhất.', { status: 409 })
}

/** The public sees the same: a round that ends before its announced day may look like a round ended on a good figure. */
function closedDetail({ closesOn, plannedClosesOn, closedOn }: { closesOn: string; plannedClosesOn: string; closedOn: string | null }): string {
  const released = `Công bố ngày ${formatDate(closedOn ?? closesOn)}`
  return closesOn < plannedClosesOn ? `${released}. Đóng sớm ngày ${formatDate(closesOn)}, dự kiến đến hết ngày ${formatDate(plannedClosesOn)}` : released
}

export default function RoundPage() {
  const page = useLoaderData<typeof loader>()
  const { round, takingPart, share, daysLeft, results, mayManage } = page
  const failed = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        above={<Breadcrumb items={[{ label: 'Đợt khảo sát', href: '/office/dot-khao-sat' }, { label: round.name }]} />}
        title={round.name}
        lead={
          <span className="cluster">
            <Badge tone={round.state === 'open' ? 'success' : round.state === 'planned' ? 'info' : 'neutral'}>{roundStateLabels[round.state]}</Badge>
            <span>
              {questionnaireLabels[round.questionnaire]}, mẫu phiếu bản {round.questionnaireVersion} · {formatDate(round.opensOn)} – {formatDate(round.closesOn)}
            </span>
          </span>
        }
      />
      <ErrorSummary errors={failed?.errors ?? []} />

      <div className="stats">
        <Stat
          label="Phiếu đã nhận"
          value={formatNumber(takingPart.total)}
          detail={receivedDetail(takingPart, round.questionnaire)}
        />
        <Stat
          label="Tỷ lệ trả lời"
          value={share === null ? '–' : formatPercent(share)}
          detail={round.audience === null ? `Chưa nhập số ${audienceLabels[round.questionnaire]}` : `trên ${formatNumber(round.audience)} ${audienceLabels[round.questionnaire]}`}
        />
        {round.state === 'closed' ? (
          <Stat label="Trạng thái" value="Đã đóng" detail={closedDetail(round)} />
        ) : round.state === 'planned' ? (
          <Stat label="Trạng thái" value="Sắp mở" detail={`Tự mở ngày ${formatDate(round.opensOn)}`} />
        ) : (
          <Stat label="Còn nhận phiếu" value={daysLeft < 0 ? 'Hết hạn' : `${daysLeft + 1} ngày`} detail={`Tự đóng sau ngày ${formatDate(round.closesOn)}`} />
        )}
      </div>

      <div className={round.state === 'closed' ? undefined : 'split'}>
        <div className="split-main">
          {results ? (
            <Results results={results} groups={page.groups} byAge={page.byAge} byRelation={page.byRelation} publicHref={page.publicHref} />
          ) : (
            <Notice title="Chưa có kết quả khi đợt còn mở">
              <p>
                Tỷ lệ hài lòng chỉ được tính khi đóng đợt, cho mọi người cùng một lúc. Nhờ vậy không ai, kể cả nhà trường, lần ra được một phiếu bằng cách so
                hai lần xem.
              </p>
            </Notice>
          )}
          {share !== null && share > 1 ? (
            <Notice tone="warning" title="Phiếu nhiều hơn số được mời">
              <p>
                {formatNumber(takingPart.total)} phiếu trên {formatNumber(round.audience ?? 0)} {audienceLabels[round.questionnaire]}. Trang công khai nói rõ điều này bên cạnh kết quả.
                {round.state === 'closed' ? '' : ' Nếu số được mời ghi thiếu, xin sửa trước khi đóng đợt.'}
              </p>
            </Notice>
          ) : null}
          <Flags flags={page.flags} mayExplain={mayManage} failed={failed} />
          {takingPart.days.length > 0 ? <ParticipationByDay days={takingPart.days} /> : null}
          {takingPart.places.length > 0 ? <ParticipationByPlace places={takingPart.places} /> : null}
          {page.mayRead && round.state === 'closed' ? (
            <Card title="Góp ý viết thêm" href={commentsHref({ roundId: round.id })}>
              <p>{takingPart.total < publicThreshold ? `Dưới ${publicThreshold} phiếu thì không hiện góp ý, để không đoán ra người viết.` : 'Đọc theo chủ đề, tìm theo từ, lập hồ sơ cho điều cần giải quyết.'}</p>
            </Card>
          ) : null}
          {page.mayEnter && round.state === 'closed' && page.paper.printed > 0 ? (
            <Card title="Phiếu giấy" href={`/office/dot-khao-sat/${round.id}/phieu-giay`}>
              <p>{paperLine(page.paper)}</p>
            </Card>
          ) : null}
          {page.mayRead && round.state === 'closed' && takingPart.total >= publicThreshold ? (
            <Card title="Phụ huynh nói gì – nhà trường trả lời" href={`/office/dot-khao-sat/${round.id}/tom-tat`}>
              <p>Tóm tắt góp ý bằng lời của nhà trường và trả lời, đăng cạnh kết quả của đợt.</p>
            </Card>
          ) : null}
        </div>

        {round.state === 'closed' ? null : (
          <div className="split-side">
            {round.state === 'open' ? (
              <Card title="Phiếu của phụ huynh">
                <p>Mã QR đang dẫn đến phiếu này. Lời nhắn dưới đây chép được vào nhóm Zalo của lớp; xin gửi cho mọi gia đình như nhau.</p>
                <blockquote className="original pre-line">{page.invitation}</blockquote>
                <CopyButton text={page.invitation} label="Sao chép lời nhắn" />
                {daysLeft >= 0 ? (
                  <Disclosure summary="Lời nhắc những ngày cuối">
                    <blockquote className="original pre-line">{page.reminder}</blockquote>
                    <CopyButton text={page.reminder} label="Sao chép lời nhắc" />
                  </Disclosure>
                ) : null}
                <div className="cluster">
                  <ButtonLink href={page.formHref} variant="secondary" icon="external">
                    Xem phiếu
                  </ButtonLink>
                  <ButtonLink href="/office/ma-qr" variant="quiet">
                    In mã QR
                  </ButtonLink>
                </div>
              </Card>
            ) : null}
            {mayManage ? (
              <Card title="Phiếu mã một lần" href={`/office/dot-khao-sat/${round.id}/phieu`}>
                <p>In phiếu cho từng gia đình: mỗi nhà một ý kiến, và số liệu công khai ghi rõ bao nhiêu phiếu có mã.</p>
              </Card>
            ) : null}
            {page.mayEnter ? (
              <Card title="Phiếu giấy" href={`/office/dot-khao-sat/${round.id}/phieu-giay`}>
                <p>{page.paper.printed === 0 ? 'Cho gia đình không dùng điện thoại: hai người nhập riêng, khớp nhau mới được tính.' : paperLine(page.paper)}</p>
              </Card>
            ) : null}
            {mayManage ? (
              <Card title="Máy của trường" href={`/office/dot-khao-sat/${round.id}/may`}>
                <p>Máy tính bảng ở cổng hay văn phòng, tự làm mới sau mỗi người. Đếm chung với phiếu mở.</p>
              </Card>
            ) : null}
            {mayManage && round.state === 'planned' && page.newerForm !== null ? <NewerForm round={round} newest={page.newerForm} /> : null}
            {mayManage && round.state === 'planned' ? <OpenNow round={round} expired={daysLeft < 0} failed={failed} /> : null}
            {mayManage ? <EditRound round={round} failed={failed} /> : null}
            {mayManage && round.state === 'planned' ? <RemoveRound round={round} failed={failed} /> : null}
            {mayManage && round.state === 'open' ? <CloseNow round={round} total={takingPart.total} paperLeft={page.paper.waiting.length + page.paper.differing.length} failed={failed} /> : null}
          </div>
        )}
      </div>
    </>
  )
}

/** A new version came into use after this round was planned. */
function NewerForm({ round, newest }: { round: Shown; newest: number }) {
  return (
    <Card title={`Đã có mẫu phiếu bản ${newest}`}>
      <p>
        Đợt này được lên lịch với bản {round.questionnaireVersion}. Trước khi mở, thầy/cô có thể đổi sang bản mới; sau khi mở thì mẫu phiếu không đổi nữa.
      </p>
      <form method="post">
        <HiddenField name="viec" value="doi-mau" />
        <HiddenField name="version" value={round.version} />
        <Button type="submit" variant="secondary">
          Dùng bản {newest} cho đợt này
        </Button>
      </form>
    </Card>
  )
}

/** How far the paper has come. */
function paperLine({ printed, returned, entered, accepted }: { printed: number; returned: number | null; entered: number; accepted: number }): string {
  return [`${formatNumber(printed)} đã in`, ...(returned === null ? [] : [`${formatNumber(returned)} thu về`]), `${formatNumber(entered)} đã nhập`, `${formatNumber(accepted)} đã tính`].join(', ') + '.'
}

function receivedDetail({ quick, full, inEnvelopes, channels }: Pick<Participation, 'quick' | 'full' | 'inEnvelopes' | 'channels'>, questionnaire: Shown['questionnaire']): string | undefined {
  const ways = channelWords(channels)
  const parts = [
    ...(ways === null ? [] : [ways]),
    ...(questionnaire === 'education' ? [`${formatNumber(quick)} phiếu một phút`, `${formatNumber(full)} phiếu đầy đủ`] : []),
    ...(inEnvelopes > 0 ? [`${formatNumber(inEnvelopes)} phiếu có mã còn trong phong bì kín`] : []),
  ]
  return parts.length > 0 ? parts.join(', ') : undefined
}

/** What the public is told beside the figures, and where the school can say why. */
function Flags({ flags, mayExplain, failed }: { flags: readonly RoundFlag[]; mayExplain: boolean; failed: FormState | undefined }) {
  if (flags.length === 0) return null
  return (
    <Card title="Dấu hiệu được công khai cùng số liệu">
      <p>Không phiếu nào bị loại. Lời giải thích của trường được đăng ngay bên cạnh.</p>
      {flags.map((flag) => {
        const mineNow = failed?.values.viec === 'giai-thich' && failed.values.ngay === flag.day && failed.values.loai === flag.kind ? failed : undefined
        return (
          <form method="post" className="stack-s" key={flag.kind + flag.day} noValidate>
            <HiddenField name="viec" value="giai-thich" />
            <HiddenField name="loai" value={flag.kind} />
            <HiddenField name="ngay" value={flag.day} />
            <p>
              <strong>
                {flag.kind === 'burst'
                  ? `Ngày ${formatDate(flag.day)}: ${formatNumber(flag.count ?? 0)} phiếu mở trong 10 phút`
                  : flag.kind === 'unproven'
                    ? `Ngày ${formatDate(flag.day)}: ${flag.count === null ? 'vài' : formatNumber(flag.count)} phiếu mở không qua bước kiểm tra chống máy gửi`
                    : `${flag.count === null ? 'Ít nhất một phần năm' : formatNumber(flag.count)} trong ${formatNumber(flag.outOf ?? 0)} phiếu đầy đủ giống hệt nhau`}
              </strong>
            </p>
            {mayExplain ? (
              <>
                <TextField name="loi" id={`loi-${flag.kind}-${flag.day}`} label="Lời giải thích" optional maxLength={300} defaultValue={mineNow?.values.loi ?? flag.explanation ?? ''} error={mineNow?.errors[0]?.message} />
                <Button variant="secondary">Lưu lời giải thích</Button>
              </>
            ) : flag.explanation ? (
              <p>{flag.explanation}</p>
            ) : null}
          </form>
        )
      })}
    </Card>
  )
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['round']

/** Errors stand beside the form that was sent; the page has several. */
function mine(failed: FormState | undefined, task: string): FormState | undefined {
  return failed?.values.viec === task ? failed : undefined
}

function OpenNow({ round, expired, failed }: { round: Shown; expired: boolean; failed: FormState | undefined }) {
  const { error } = errorOf(mine(failed, 'mo'), 'mo')
  if (expired) {
    return (
      <Notice tone="warning" title="Đợt này đã qua ngày mà chưa mở">
        <p>Muốn dùng lại, thầy/cô dời ngày kết thúc bên dưới.</p>
      </Notice>
    )
  }
  return (
    <Card title="Mở ngay">
      <form method="post" className="stack">
        <HiddenField name="viec" value="mo" />
        <HiddenField name="version" value={round.version} />
        <p>Không cần chờ đến ngày {formatDate(round.opensOn)}. Phụ huynh trả lời được ngay sau khi mở.</p>
        {error ? <p className="field-error">{error}</p> : null}
        <Button id="mo" type="submit" variant="secondary">
          Mở đợt khảo sát
        </Button>
      </form>
    </Card>
  )
}

function EditRound({ round, failed }: { round: Shown; failed: FormState | undefined }) {
  return (
    <Card title="Sửa thông tin đợt">
      <form method="post" className="stack" noValidate>
        <HiddenField name="viec" value="sua" />
        <HiddenField name="version" value={round.version} />
        <RoundFields
          state={mine(failed, 'sua')}
          initial={{
            nameVi: round.name,
            nameEn: round.nameEn,
            opensOn: round.opensOn,
            closesOn: round.closesOn,
            audienceSize: round.audience === null ? '' : String(round.audience),
          }}
          daysFixed={round.state === 'open'}
        />
        <Button type="submit" variant="secondary">
          Lưu
        </Button>
      </form>
    </Card>
  )
}

function RemoveRound({ round, failed }: { round: Shown; failed: FormState | undefined }) {
  const { error } = errorOf(mine(failed, 'bo'), 'bo')
  return (
    <Disclosure summary="Bỏ đợt này" open={error !== undefined}>
      <form method="post" className="stack">
        <HiddenField name="viec" value="bo" />
        <HiddenField name="version" value={round.version} />
        <p>Dành cho đợt lên lịch nhầm. Đợt mất khỏi danh sách và khỏi trang công khai; nhật ký vẫn ghi ai đã bỏ.</p>
        {error ? <p className="field-error">{error}</p> : null}
        <Button id="bo" type="submit" variant="danger">
          Bỏ đợt khảo sát
        </Button>
      </form>
    </Disclosure>
  )
}

function CloseNow({ round, total, paperLeft, failed }: { round: Shown; total: number; paperLeft: number; failed: FormState | undefined }) {
  return (
    <Card title="Đóng đợt và công bố" tone="sunken">
      <form method="post" className="stack">
        <HiddenField name="viec" value="dong" />
        <HiddenField name="version" value={round.version} />
        <p>
          Đóng đợt là công bố kết quả ngay, một lần và vĩnh viễn. Đợt đã đóng không mở lại, không nhận thêm phiếu và không sửa được gì nữa.
        </p>
        {total < publicThreshold ? (
          <Notice tone="warning" title={`Mới có ${total} phiếu`}>
            <p>Dưới {publicThreshold} phiếu thì không công bố con số nào, để không lộ ý kiến của từng người.</p>
          </Notice>
        ) : null}
        {paperLeft > 0 ? (
          <Notice tone="warning" title={`${formatNumber(paperLeft)} phiếu giấy chưa khớp`}>
            <p>Đóng bây giờ thì những phiếu này không được tính, và con số ấy được công khai.</p>
          </Notice>
        ) : null}
        <Checkbox name="hieu" label="Tôi hiểu và muốn công bố kết quả của đợt này" {...errorOf(mine(failed, 'dong'), 'hieu')} />
        <Button type="submit" variant="danger">
          Đóng và công bố
        </Button>
      </form>
    </Card>
  )
}

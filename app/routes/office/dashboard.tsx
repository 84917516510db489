import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dayOfWeek, limitsOf, loadCalendar } from '#app/calendar/index.ts'
import { inboxCounts, isRestricted, loadCaseFacts, monthlyOnTime, nextTasks, officeFiguresFrom, quarterFigures, seenBy } from '#app/cases/index.ts'
import type { QuarterFigures } from '#app/cases/index.ts'
import { summariesToApprove } from '#app/comments/index.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate } from '#app/i18n/format.ts'
import { countFailedMail } from '#app/mail/index.ts'
import { listRequests } from '#app/privacy/index.ts'
import { firstSteps } from '#app/schools/index.ts'
import { may } from '#app/staff/index.ts'
import { collectingNow, roundHistory } from '#app/surveys/index.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { dueWords, promiseWords } from './case/due.tsx'
import { Figures } from './dashboard/Figures.tsx'
import { FirstStepsCard } from './dashboard/FirstStepsCard.tsx'
import type { Step } from './dashboard/FirstStepsCard.tsx'
import { OnTimeChart, RateTrend } from './dashboard/charts.tsx'
import { OpenRounds } from './dashboard/OpenRounds.tsx'
import { RequestTasks } from './dashboard/RequestTasks.tsx'
import { SummaryTasks } from './dashboard/SummaryTasks.tsx'
import { TaskList } from './dashboard/TaskList.tsx'

export const meta: MetaFunction = () => [{ title: 'Tổng quan · Lắng Nghe' }]

/** More than one looks at in the morning is a list of its own: the inbox. */
const tasksShown = 20
const weekdays = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy']

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, today, now } = await requireStaff(request, context, 'dashboard:view')
  const { db, changes } = context
  const calendar = await loadCalendar(db, school)
  const limits = limitsOf(school)
  // The same for all staff of the school.
  const { figures, months } = await changes.remember(`office figures ${school.id} ${today}`, async () => {
    const facts = await loadCaseFacts(db, school, officeFiguresFrom(today))
    const days = await loadCalendar(db, school)
    return { figures: quarterFigures(facts, days, today), months: monthlyOnTime(facts, days, today) }
  })
  // The rest is each person's own.
  const seen = seenBy(school, staff, today)
  const tasks = await changes.remember(`tasks ${seen}`, () => nextTasks(db, school, staff, today))
  const collecting = [await collectingNow(db, school, 'education'), await collectingNow(db, school, 'dossier')]
  return {
    today: `${weekdays[dayOfWeek(today)]}, ${formatDate(today)}`,
    hasTasks: staff.role !== 'viewer',
    tasks: tasks.slice(0, tasksShown).map((task) => ({ ...task, isRestricted: isRestricted(task.caseKind), dueWords: promiseWords(task, now, today, calendar, limits) })),
    taskCount: tasks.length,
    requests: (await listRequests(db, school, staff)).flatMap(({ id, kind, state, number, due }) => (due === null ? [] : [{ id, kind, state, number, dueWords: dueWords(due, today, calendar, limits) }])),
    summaries: may(staff.role, 'comment:view') ? await summariesToApprove(db, school, staff) : [],
    counts: await changes.remember(`inbox counts ${seen}`, () => inboxCounts(db, school, staff, today)),
    figures: shownOf(figures),
    months,
    rounds: collecting.filter((round) => round !== null).map(({ round, collected }) => ({ ...round, name: round.name.vi, collected })),
    education: trendOf(await roundHistory(db, school, 'education')),
    dossier: trendOf(await roundHistory(db, school, 'dossier')),
    steps: await stepsFor(),
    failedMail: may(staff.role, 'mail:view') ? await countFailedMail(db, school, staff, now) : 0,
  }

  /** What is left to set up, as far as this person can do it; empty once the school is under way. */
  async function stepsFor(): Promise<Step[]> {
    const steps = await firstSteps(db, school)
    if (steps.isUnderWay) return []
    const all: (Step & { allowed: boolean })[] = [
      { allowed: may(staff.role, 'staff:manage'), done: steps.colleagues, href: '/office/tai-khoan/moi', title: 'Mời đồng nghiệp', text: 'Cần ít nhất hai người: người này soạn, người kia duyệt.' },
      { allowed: may(staff.role, 'school:manage'), done: steps.handlers, href: '/office/cai-dat/linh-vuc', title: 'Chọn người xử lý cho từng lĩnh vực', text: 'Phản ánh mới sẽ được đề xuất giao đúng người.' },
      { allowed: may(staff.role, 'place:manage'), done: steps.places, href: '/office/ma-qr', title: 'Tạo và in mã QR', text: 'Dán ở cổng, cửa lớp để phụ huynh quét.' },
      { allowed: may(staff.role, 'round:manage'), done: steps.round, href: '/office/dot-khao-sat', title: 'Mở đợt khảo sát đầu tiên', text: 'Phụ huynh đánh giá được ngay khi đợt mở.' },
      { allowed: may(staff.role, 'school:manage'), done: steps.secondFactor, href: '/office/cai-dat/hai-lop', title: 'Bật xác thực hai lớp', text: 'Mật khẩu bị lộ thì người lạ vẫn không mở được hồ sơ và danh tính người gửi.' },
    ]
    return all.filter((step) => step.allowed).map(({ done, href, title, text }) => ({ done, href, title, text }))
  }
}

function shownOf({ quarter, year, answeredInTime, averageWorkingDays, published }: QuarterFigures) {
  return { quarter, year, answeredInTime, averageWorkingDays, published }
}
export type ShownFigures = ReturnType<typeof shownOf>

/** The headline of each released round, as the chart and its table need it. */
function trendOf(history: Awaited<ReturnType<typeof roundHistory>>) {
  return history.map(({ results, change }) => ({
    id: results.round.id,
    name: results.round.name.vi,
    closesOn: results.round.closesOn,
    statistics: results.overall.statistics,
    change,
  }))
}
export type TrendPoint = ReturnType<typeof trendOf>[number]

export default function Dashboard() {
  const page = useLoaderData<typeof loader>()
  const stepsLeft = page.steps.some((step) => !step.done)
  return (
    <>
      <PageHeader title="Tổng quan" lead={page.today} />
      {page.failedMail > 0 ? (
        <Notice tone="warning" title={`${page.failedMail} thư chưa gửi được`}>
          <p>
            <a href="/office/thu-gui?xem=failed">Xem lý do và gửi lại</a>
          </p>
        </Notice>
      ) : null}
      {stepsLeft ? <FirstStepsCard steps={page.steps} /> : null}
      {page.hasTasks ? <TaskList tasks={page.tasks} total={page.taskCount} mine={page.counts.mine} /> : null}
      <RequestTasks requests={page.requests} />
      <SummaryTasks summaries={page.summaries} />
      <Figures counts={page.counts} figures={page.figures} />
      <OpenRounds rounds={page.rounds} />
      <RateTrend title="Tỷ lệ hài lòng về dịch vụ giáo dục" points={page.education} />
      {page.dossier.length > 0 ? <RateTrend title="Tỷ lệ hài lòng về giải quyết hồ sơ, thủ tục" points={page.dossier} /> : null}
      <OnTimeChart months={page.months} />
    </>
  )
}

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { dayOf } from '#app/calendar/index.ts'
import { attendComments } from '#app/comments/index.ts'
import { loadSecrets } from '#app/secrets.ts'
import { addManyResponses } from '#db/seed/many-responses.ts'
import { measurePage, prepareData, startServer, timesTable } from '#tests/support/bench.ts'
import type { Bench, Measured } from '#tests/support/bench.ts'
import { seedSchool } from '#tests/support/school.ts'

const count = 10_000

/** What parents write, from two words to a whole story. */
const words = [
  'Cô giáo rất thương các bé, cảm ơn nhà trường.',
  'Bữa trưa nên bớt mặn, bé nhà tôi ăn không hết phần canh.',
  'Nhà vệ sinh ở tầng hai còn hôi, mong trường sửa sớm.',
  'Giờ đón hơi gấp',
  'Mong nhà trường gửi thực đơn cả tuần qua Zalo để gia đình nấu bữa tối cho khác món, vì hôm nào cháu cũng kể ăn thịt kho. Ngoài ra gia đình rất hài lòng.',
  'phong hoc nong qua mong truong lap them quat',
  'Khoản thu đầu năm chưa rõ, đề nghị công khai từng mục.',
  'Sân chơi thiếu bóng mát.',
  'Cô Nguyễn Thị Hoa chưa trả lời tin nhắn của phụ huynh về việc thuốc của bé, mong cô để ý hơn.',
  'Không có góp ý gì thêm',
]

/** The comments of a round with ten thousand of them: every way to read them, and how long sorting holds up a page. */
const bench: Bench = {
  name: 'comments',
  title: 'Comments of survey forms',
  async run({ log }) {
    const now = new Date().toISOString()
    log(`writing ${count} comments …`)
    const { dataDir, facts, remove } = await prepareData(async (db, { signIn, dataDir }) => {
      const { school, staff } = await seedSchool(db, now)
      const round = await addManyResponses(db, school, count, dayOf(now), words)
      log('sorting …')
      const held = monitorEventLoopDelay({ resolution: 1 })
      held.enable()
      const start = performance.now()
      await attendComments(db, { secrets: loadSecrets(dataDir), publicOrigin: 'https://truong.example.vn' }, now)
      const seconds = (performance.now() - start) / 1000
      held.disable()
      return { round, principal: await signIn(staff.principal), sorted: `sorted in ${seconds.toFixed(1)} s, meanwhile a page waits ${(held.percentile(99) / 1e6).toFixed(0)} ms (99 of 100), ${(held.max / 1e6).toFixed(0)} ms at most` }
    })
    const server = await startServer(dataDir)
    try {
      log('measuring …')
      const list = `/office/gop-y?dot=${facts.round}`
      const pages: [name: string, address: string, cookie: string | null][] = [
        ['a trivial page: sign-in', '/office/dang-nhap', null],
        ['all rounds', '/office/gop-y', facts.principal],
        ['one round, with its themes', list, facts.principal],
        ['one round: page 250', `${list}&trang=250`, facts.principal],
        ['one round: the last page', `${list}&trang=${count / 20}`, facts.principal],
        ['a theme', `${list}&chu-de=meals`, facts.principal],
        ['a theme and a level', `${list}&chu-de=meals&muc=khong-hai-long`, facts.principal],
        ['search: two words, no marks', `${list}&q=thuc+don`, facts.principal],
        ['search: one word, all rounds', '/office/gop-y?q=canh', facts.principal],
        ['search: one comment', `${list}&q=9999`, facts.principal],
        ['search: nothing found', `${list}&q=khongcogi`, facts.principal],
        ['without a case', `${list}&chua-lap=1`, facts.principal],
        ['the summary of the round', `/office/dot-khao-sat/${facts.round}/tom-tat`, facts.principal],
      ]
      const measured: Measured[] = []
      for (const [name, address, cookie] of pages) {
        const { medianMs, p95Ms, html } = await measurePage(server.origin, address, cookie)
        const records = /role="status">([\d.]+)(?:<!-- -->)? góp ý/.exec(html)?.[1]
        measured.push({ name, records: records === undefined ? null : Number(records.replaceAll('.', '')), medianMs, p95Ms })
      }
      return { about: [facts.sorted, 'from request to last byte over loopback, one request at a time', '× is against the trivial page'], table: timesTable(measured) }
    } finally {
      await server.stop()
      remove()
    }
  },
}
export default bench

import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { hashPassword } from '#app/staff/index.ts'
import type { CaseState, Role } from '#db/schema.ts'
import { appCode } from './authenticator-app.ts'
import type { DemoNote } from './demo.ts'
import type { Site } from './site.ts'

/** One screen of the product, as the accessibility test and the screenshots visit it. */
export interface Screen {
  /** Unique; also the name of the picture. */
  name: string
  path: string
  /** Who is signed in; nobody where left out. */
  role?: Role
  /** What to do on the page before looking at it. */
  prepare?: (page: Page) => Promise<void>
  /** The status the page answers with; 200 where left out. */
  status?: number
}

/** Every screen, over the demo data. */
export async function allScreens(site: Site, demo: DemoNote): Promise<Screen[]> {
  const facts = await findFacts(site)
  return [...publicScreens(facts, site), ...parentScreens(facts, demo), ...officeScreens(facts), ...signInScreens(site)]
}

function publicScreens({ published, takenDown, corrected }: Facts, site: Site): Screen[] {
  const withdrawn = `/tra-loi/${takenDown}`
  /** Asks to follow an answer and opens the link of the mail that comes. */
  const askToFollow = async (page: Page) => {
    await page.getByText('Theo dõi câu trả lời này').click()
    await page.getByLabel('E-mail').fill(`me.${randomUUID()}@example.com`)
    await page.getByRole('button', { name: 'Theo dõi qua e-mail' }).click()
    await page.waitForURL('**?da=theo-doi*')
  }
  const followLink = async (page: Page) => {
    await askToFollow(page)
    const { body } = await site.db.selectFrom('outbox').select('body').where('purpose', '=', 'follow-confirm').orderBy('id', 'desc').executeTakeFirstOrThrow()
    await page.goto(/http\S+\/theo-doi\/\S+/.exec(body)![0])
  }
  const confirm = async (page: Page) => {
    await followLink(page)
    await page.getByRole('button', { name: 'Xác nhận theo dõi' }).click()
    await page.getByRole('link', { name: 'Xem câu trả lời' }).waitFor()
  }
  return [
    { name: 'public-information', path: '/' },
    { name: 'public-information-en', path: '/en' },
    { name: 'public-second-school', path: '/sen-hong' },
    { name: 'public-rates', path: '/ty-le-hai-long' },
    { name: 'public-all-schools', path: '/cac-truong' },
    { name: 'public-all-schools-nothing-found', path: '/cac-truong?tu=khongcogi' },
    { name: 'public-answers', path: '/tra-loi' },
    { name: 'public-answers-nothing-found', path: '/tra-loi?tu=khongcogi', prepare: (page) => page.getByText('Không tìm thấy câu trả lời nào').waitFor() },
    { name: 'public-answer', path: `/tra-loi/${published}` },
    { name: 'public-answer-corrected', path: `/tra-loi/${corrected}` },
    { name: 'public-answer-taken-down', path: withdrawn },
    { name: 'public-changes', path: '/dinh-chinh' },
    { name: 'public-measures', path: '/viec-da-lam' },
    { name: 'public-follow', path: withdrawn, prepare: (page) => page.getByText('Theo dõi câu trả lời này').click() },
    {
      name: 'public-follow-error',
      path: withdrawn,
      prepare: async (page) => {
        await page.getByText('Theo dõi câu trả lời này').click()
        await page.getByLabel('E-mail').fill('mẹ bé')
        await page.getByRole('button', { name: 'Theo dõi qua e-mail' }).click()
        await page.locator('[aria-invalid=true]').waitFor()
      },
    },
    { name: 'public-follow-asked', path: withdrawn, prepare: askToFollow },
    { name: 'public-follow-confirm', path: withdrawn, prepare: followLink },
    { name: 'public-following', path: withdrawn, prepare: confirm },
    {
      name: 'public-follow-left',
      path: withdrawn,
      prepare: async (page) => {
        await confirm(page)
        await page.getByRole('button', { name: 'Ngừng theo dõi' }).click()
        await page.getByRole('heading', { name: 'Đường dẫn này không còn theo dõi gì nữa' }).waitFor()
      },
    },
    { name: 'public-promises', path: '/cam-ket' },
    { name: 'public-data', path: '/du-lieu' },
    { name: 'public-ledger', path: '/so-niem-phong' },
    { name: 'public-privacy', path: '/rieng-tu' },
    { name: 'public-consent-texts', path: '/rieng-tu/loi-dong-y' },
    { name: 'public-not-found', path: '/khong-co-trang-nay', status: 404 },
  ]
}

function parentScreens({ placeCode }: Facts, demo: DemoNote): Screen[] {
  const press = (name: RegExp) => async (page: Page) => {
    await page.getByRole('button', { name }).last().click()
  }
  return [
    { name: 'parent-short-address', path: `/s/${placeCode}` },
    { name: 'parent-short-address-unknown', path: '/s/KHONGCO', status: 404 },
    { name: 'parent-survey-choice', path: '/khao-sat' },
    { name: 'parent-survey-quick', path: '/khao-sat/nhanh' },
    {
      name: 'parent-survey-quick-error',
      path: '/khao-sat/nhanh',
      prepare: async (page) => {
        await press(/gửi phiếu/i)(page)
        await page.locator('.error-summary').waitFor()
      },
    },
    { name: 'parent-survey-full', path: '/khao-sat/day-du' },
    { name: 'parent-survey-full-en', path: '/en/khao-sat/day-du' },
    { name: 'parent-survey-dossier', path: '/khao-sat/thu-tuc' },
    {
      name: 'parent-survey-receipt',
      path: '/khao-sat/nhanh',
      prepare: async (page) => {
        for (const question of await page.locator('fieldset.level-question').all()) await question.getByText('Hài lòng', { exact: true }).click()
        await press(/gửi phiếu/i)(page)
        await page.waitForURL('**/khao-sat/bien-nhan')
      },
    },
    { name: 'parent-receipt-check', path: '/bien-nhan' },
    { name: 'kiosk-closed', path: '/may' },
    { name: 'parent-feedback', path: '/phan-anh' },
    { name: 'parent-feedback-en', path: '/en/phan-anh' },
    { name: 'parent-feedback-error', path: '/phan-anh', prepare: (page) => next(page) },
    ...feedbackSteps.map((_, index): Screen => ({ name: `parent-feedback-step-${index + 2}`, path: '/phan-anh', prepare: (page) => walk(page, index + 1) })),
    {
      name: 'parent-feedback-outside',
      path: '/phan-anh',
      prepare: async (page) => {
        await page.getByRole('radio', { name: /^Tố cáo/ }).check()
        await page.getByRole('radio', { name: 'Có', exact: true }).check()
        await next(page)
      },
    },
    {
      name: 'parent-feedback-receipt',
      path: '/phan-anh',
      prepare: async (page) => {
        await walk(page, feedbackSteps.length)
        await page.getByRole('button', { name: 'Gửi đến nhà trường' }).click()
        await page.waitForURL('**/phan-anh/bien-nhan')
      },
    },
    { name: 'parent-look-up', path: '/tra-cuu' },
    {
      name: 'parent-look-up-error',
      path: '/tra-cuu',
      prepare: async (page) => {
        await page.getByRole('textbox').fill('1111 2222 3333 4444')
        await page.getByRole('button', { name: 'Xem hồ sơ' }).click()
        await page.locator('.error-summary').waitFor()
      },
    },
    {
      name: 'parent-case',
      path: '/tra-cuu',
      prepare: async (page) => {
        await page.getByRole('textbox').fill(demo.caseKey)
        await page.getByRole('button', { name: 'Xem hồ sơ' }).click()
        await page.waitForURL('**/ho-so')
      },
    },
    {
      name: 'parent-own-data',
      path: '/tra-cuu',
      prepare: async (page) => {
        await page.getByRole('textbox').fill(demo.caseKey)
        await page.getByRole('button', { name: 'Xem hồ sơ' }).click()
        await page.waitForURL('**/ho-so')
        await page.getByRole('link', { name: 'Dữ liệu của ông/bà và sự đồng ý' }).click()
        await page.waitForURL('**/ho-so/du-lieu')
        for (const summary of await page.locator('main summary').all()) await summary.click()
      },
    },
  ]
}

/** What is answered on each step of the form, in its order. */
const feedbackSteps: ((page: Page) => Promise<void>)[] = [
  (page) => page.getByRole('radio', { name: /^Phản ánh, kiến nghị/ }).check(),
  (page) => page.getByRole('radio', { name: 'Vệ sinh, y tế' }).check(),
  (page) => page.getByRole('textbox', { name: 'Nội dung' }).fill('Bồn rửa tay cạnh nhà xe bị nghẹt từ đầu tuần, nước tràn ra lối đi, mấy bé dễ trượt té. Mong trường cho sửa sớm.'),
  (page) => page.getByRole('radio', { name: /^Giữ kín danh tính/ }).check().then(async () => {
    await page.locator('#name').fill('Nguyễn Thị Hồng Đào')
    await page.locator('#phone').fill('0900 000 061')
    await page.locator('#consentContact').check()
  }),
  (page) => page.locator('#consentPublish').check(),
]

const next = (page: Page) => page.locator('.step-now').getByRole('button', { name: 'Tiếp tục' }).click()

/** Answers the first `steps` steps and stands on the one after them. */
async function walk(page: Page, steps: number): Promise<void> {
  for (const answer of feedbackSteps.slice(0, steps)) {
    await answer(page)
    await next(page)
  }
}

function officeScreens(facts: Facts): Screen[] {
  const inCase = (state: CaseState, role: Role = 'coordinator'): Screen => ({ name: `office-case-${state.replaceAll('_', '-')}`, path: `/office/phan-anh/${facts.caseIn[state]}`, role })
  return [
    { name: 'office-sign-in', path: '/office/dang-nhap' },
    {
      name: 'office-sign-in-error',
      path: '/office/dang-nhap',
      prepare: async (page) => {
        await page.locator('input[type=email]').fill('ai-do@example.vn')
        await page.locator('input[type=password]').fill('mat khau sai')
        await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
        await page.locator('.error-summary').waitFor()
      },
    },
    { name: 'office-dashboard', path: '/office', role: 'principal' },
    { name: 'office-dashboard-handler', path: '/office', role: 'handler' },
    { name: 'office-inbox', path: '/office/phan-anh', role: 'principal' },
    { name: 'office-inbox-filtered', path: '/office/phan-anh?xem=all&loai=feedback&nhan-tu=2026-01-01', role: 'principal' },
    {
      name: 'office-saved-filters',
      path: '/office/phan-anh?xem=all&an-toan=1',
      role: 'coordinator',
      prepare: async (page) => {
        await page.goto('/office/phan-anh/bo-loc')
        if ((await page.getByText('Chưa có bộ lọc nào').count()) > 0) {
          await page.goto('/office/phan-anh?xem=all&an-toan=1')
          await page.getByText('Lưu bộ lọc này').click()
          await page.getByLabel('Tên bộ lọc').fill('An toàn trẻ em')
          await page.getByRole('button', { name: 'Lưu', exact: true }).click()
          await page.goto('/office/phan-anh/bo-loc')
        }
      },
    },
    {
      name: 'office-bulk-results',
      path: '/office/phan-anh?xem=all',
      role: 'coordinator',
      prepare: async (page) => {
        // One by one: the row of headings, with its box for all, is not shown on a phone.
        await page.locator('input[name="hs"]').first().check()
        await page.getByRole('button', { name: 'Giao xử lý' }).click()
        await page.getByRole('heading', { name: 'Giao cho ai?' }).waitFor()
      },
    },
    { name: 'office-workload', path: '/office/phan-anh/khoi-luong', role: 'coordinator' },
    { name: 'office-export', path: '/office/phan-anh/tai-ve?xem=all&loi=qua-nhieu', role: 'principal' },
    { name: 'office-inbox-nothing-found', path: '/office/phan-anh?q=khongcogi', role: 'principal' },
    inCase('submitted'),
    inCase('acknowledged'),
    inCase('in_progress'),
    inCase('more_info'),
    inCase('awaiting_approval', 'principal'),
    inCase('answered', 'principal'),
    inCase('published'),
    inCase('closed', 'principal'),
    inCase('transferred'),
    inCase('ineligible'),
    { name: 'office-publication-propose', path: `/office/phan-anh/${facts.toPropose}`, role: 'coordinator', prepare: async (page) => {
      // What the same person began in another window comes back as a draft.
      await page.locator('#proposePublication-summary').fill('')
      await page.getByRole('button', { name: 'Bắt đầu từ lời phụ huynh, che sẵn chỗ gợi ý' }).click()
      await page.locator('.cover-toggle').first().waitFor()
    } },
    { name: 'office-publication-review', path: `/office/phan-anh/${facts.toReview}`, role: 'principal' },
    { name: 'office-publication-review-own', path: `/office/phan-anh/${facts.toReview}`, role: 'coordinator' },
    { name: 'office-publication-review-correction', path: `/office/phan-anh/${facts.correctionToReview}`, role: 'principal' },
    { name: 'office-publication-record', path: `/office/phan-anh/${facts.corrected}`, role: 'principal', prepare: async (page) => {
      for (const summary of ['Đính chính', 'Gỡ khỏi trang công khai']) await page.locator('summary').filter({ hasText: summary }).click()
    } },
    { name: 'office-publication-taken-down', path: `/office/phan-anh/${facts.takenDown}`, role: 'principal' },
    { name: 'office-measure-to-verify', path: `/office/phan-anh/${facts.measureToVerify}`, role: 'principal', prepare: (page) => page.locator('summary').filter({ hasText: 'Ghi một việc đã làm xong' }).click() },
    { name: 'office-case-denunciation', path: `/office/phan-anh/${facts.denunciation}`, role: 'principal' },
    { name: 'office-case-formal', path: `/office/phan-anh/${facts.complaint}`, role: 'coordinator' },
    { name: 'office-case-formal-print', path: `/office/phan-anh/${facts.complaint}/ho-so-giai-quyet`, role: 'principal' },
    { name: 'office-case-outgoing', path: `/office/phan-anh/${facts.outgoing}`, role: 'principal' },
    { name: 'office-case-conflict', path: `/office/phan-anh/${facts.conflict}`, role: 'coordinator' },
    { name: 'office-case-merged', path: `/office/phan-anh/${facts.merged}`, role: 'coordinator' },
    { name: 'office-case-picture', path: `/office/phan-anh/${facts.picture.number}/tep/${facts.picture.id}/che`, role: 'coordinator' },
    { name: 'office-case-files', path: `/office/phan-anh/${facts.atWork}/tep`, role: 'coordinator' },
    {
      name: 'office-case-mention',
      path: `/office/phan-anh/${facts.atWork}`,
      role: 'coordinator',
      prepare: async (page) => {
        await page.keyboard.press('n')
        await page.keyboard.type('@')
        await page.getByRole('listbox').waitFor()
      },
    },
    { name: 'office-case-identity', path: `/office/phan-anh/${facts.named}/nguoi-gui`, role: 'principal' },
    { name: 'office-rounds', path: '/office/dot-khao-sat', role: 'principal' },
    { name: 'office-questionnaires', path: '/office/mau-phieu', role: 'principal' },
    { name: 'office-questionnaire', path: `/office/mau-phieu/${facts.questionnaireId}`, role: 'coordinator' },
    {
      name: 'office-questionnaire-draft',
      path: '/office/mau-phieu',
      role: 'principal',
      // The first visit begins the draft, later ones go on with it.
      prepare: async (page) => {
        const goOn = page.getByRole('link', { name: 'Soạn tiếp' })
        await ((await goOn.count()) > 0 ? goOn.first() : page.getByRole('button', { name: 'Soạn bản mới' }).first()).click()
        await page.locator('.error-summary, .phone').first().waitFor()
        // The other width's window began it in the meantime.
        if ((await page.locator('.error-summary').count()) > 0) await goOn.first().click()
        await page.locator('.phone').waitFor()
      },
    },
    { name: 'office-round-open', path: `/office/dot-khao-sat/${facts.openRound}`, role: 'principal' },
    { name: 'office-round-slips', path: `/office/dot-khao-sat/${facts.openRound}/phieu`, role: 'principal' },
    { name: 'office-round-kiosks', path: `/office/dot-khao-sat/${facts.openRound}/may`, role: 'principal' },
    { name: 'office-round-paper', path: `/office/dot-khao-sat/${facts.openRound}/phieu-giay`, role: 'principal' },
    { name: 'office-round-paper-entry', path: `/office/dot-khao-sat/${facts.openRound}/phieu-giay/nhap`, role: 'handler' },
    { name: 'office-round-closed', path: `/office/dot-khao-sat/${facts.closedRound}`, role: 'principal' },
    { name: 'office-round-summary', path: `/office/dot-khao-sat/${facts.closedRound}/tom-tat`, role: 'coordinator' },
    { name: 'office-comments', path: '/office/gop-y', role: 'coordinator' },
    { name: 'office-comments-of-round', path: `/office/gop-y?dot=${facts.closedRound}&q=be`, role: 'principal' },
    { name: 'office-comments-too-soon', path: `/office/gop-y?dot=${facts.openRound}`, role: 'principal' },
    { name: 'office-settings-themes', path: '/office/cai-dat/chu-de?thu=nha ve sinh hoi', role: 'principal' },
    { name: 'office-places', path: '/office/ma-qr', role: 'principal' },
    { name: 'office-place', path: `/office/ma-qr/${facts.placeId}`, role: 'principal' },
    { name: 'office-data', path: '/office/du-lieu-ca-nhan', role: 'principal' },
    { name: 'office-data-request', path: `/office/du-lieu-ca-nhan/${facts.dataRequest}`, role: 'principal' },
    { name: 'office-mail', path: '/office/thu-gui', role: 'principal' },
    { name: 'office-staff', path: '/office/tai-khoan', role: 'principal' },
    { name: 'office-staff-member', path: `/office/tai-khoan/${facts.staffId}`, role: 'principal' },
    { name: 'office-staff-invite', path: '/office/tai-khoan/moi', role: 'principal' },
    {
      name: 'office-shortcuts',
      path: '/office/phan-anh',
      role: 'coordinator',
      prepare: async (page) => {
        await page.keyboard.press('?')
        await page.getByRole('heading', { name: 'Phím tắt' }).waitFor()
      },
    },
    { name: 'office-own-account', path: '/office/tai-khoan-cua-toi', role: 'handler' },
    { name: 'office-settings', path: '/office/cai-dat', role: 'principal' },
    { name: 'office-settings-school', path: '/office/cai-dat/truong', role: 'principal' },
    { name: 'office-settings-fields', path: '/office/cai-dat/linh-vuc', role: 'principal' },
    { name: 'office-settings-routing', path: '/office/cai-dat/phan-cong?thu=Cổng mở muộn', role: 'principal' },
    { name: 'office-settings-authorities', path: '/office/cai-dat/co-quan', role: 'principal' },
    { name: 'office-settings-calendar', path: '/office/cai-dat/lich', role: 'principal' },
    { name: 'office-settings-calendar-edit', path: '/office/cai-dat/lich?sua=2026-09-02', role: 'principal' },
    { name: 'office-settings-limits', path: '/office/cai-dat/thoi-han', role: 'principal' },
    { name: 'office-settings-answering', path: '/office/cai-dat/tra-loi', role: 'principal' },
    { name: 'office-settings-templates', path: '/office/cai-dat/mau-tra-loi', role: 'coordinator' },
    { name: 'office-settings-targets', path: '/office/cai-dat/chi-tieu', role: 'principal' },
    { name: 'office-settings-second-factor', path: '/office/cai-dat/hai-lop', role: 'principal' },
    {
      name: 'office-second-factor-app',
      path: '/office/hai-lop/ung-dung',
      role: 'handler',
      prepare: async (page) => {
        // Somebody else's window may have begun it already: then the code stands there.
        const begin = page.getByRole('button', { name: 'Hiện mã QR để quét' })
        if ((await begin.count()) > 0) await begin.click()
        await page.locator('.app-secret').waitFor()
      },
    },
    { name: 'office-passkey', path: '/office/hai-lop/khoa', role: 'handler', prepare: (page) => page.getByLabel('Tên khóa').waitFor() },
    {
      name: 'office-passkey-error',
      path: '/office/hai-lop/khoa',
      role: 'handler',
      prepare: async (page) => {
        await page.getByRole('button', { name: 'Tạo khóa đăng nhập' }).click()
        await page.locator('.error-summary').waitFor()
      },
    },
    { name: 'office-audit', path: '/office/nhat-ky', role: 'principal' },
    { name: 'office-audit-filtered', path: '/office/nhat-ky?nhom=dang-nhap&so=PAKN', role: 'principal' },
    { name: 'office-forbidden', path: '/office/nhat-ky', role: 'viewer', status: 403 },
  ]
}

/** What somebody with a second factor sees. Each screen has a person of its own: a change of the factors ends the sessions of all windows. */
function signInScreens(site: Site): Screen[] {
  const password = 'con mèo ngồi bên cửa sổ'
  /** Somebody new, signed in in this window. */
  const newcomer = async (page: Page, school: { id: string }) => {
    const id = randomUUID()
    const email = `truc.${id.slice(0, 8)}@example.vn`
    await site.db
      .insertInto('staff')
      .values({
        id, school_id: school.id, email, name: 'Nguyễn Hoàng Thị Thanh Trúc', job_title: 'Nhân viên văn thư', role: 'viewer', status: 'active', password_hash: await hashPassword(password, 'viewer'), invite_hash: null, invite_expires_at: null, created_at: site.now(),
      })
      .execute()
    await page.context().clearCookies()
    await site.signIn(page.context(), { email })
    return { id, email }
  }
  /** The same, with an app just set up. The page shows the recovery codes. */
  const withApp = async (page: Page) => {
    const person = await newcomer(page, await site.db.selectFrom('schools').select('id').where('is_default', '=', 1).executeTakeFirstOrThrow())
    await page.goto('/office/hai-lop/ung-dung')
    await page.getByRole('button', { name: 'Hiện mã QR để quét' }).click()
    const secret = await page.locator('.app-secret').innerText()
    await page.getByLabel('Mã 6 số').fill(appCode(secret, site.now()))
    await page.getByRole('button', { name: 'Xác nhận và bắt đầu dùng' }).click()
    await page.waitForURL('**/office/hai-lop/ma-du-phong**')
    const key = { public_key: 'x', counter: 0, transports: '', created_at: site.now(), last_used_at: null }
    const names = ['Điện thoại của tôi', 'Máy tính bàn ở phòng văn thư, cạnh cửa sổ nhìn ra sân trường']
    await site.db.insertInto('passkeys').values(names.map((name) => ({ id: randomUUID(), staff_id: person.id, name, ...key }))).execute()
    return person
  }
  /** The same person on the way in again, after the password. */
  const secondStep = async (page: Page) => {
    const { email } = await withApp(page)
    await page.context().clearCookies()
    await page.goto('/office/dang-nhap')
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(password)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await page.waitForURL('**/office/dang-nhap/buoc-hai**')
  }
  const then = (path: string) => async (page: Page) => {
    await withApp(page)
    await page.goto(path)
  }
  const path = '/office/dang-nhap'
  return [
    {
      name: 'office-second-factor-choice',
      path,
      // At the other school, where everybody must have one: at the first, nobody could look at any other screen.
      prepare: async (page) => {
        const school = await site.db.updateTable('schools').set({ second_factor: 'everybody' }).where('is_default', '=', 0).returning('id').executeTakeFirstOrThrow()
        await newcomer(page, school)
        await page.goto('/office')
        await page.waitForURL('**/office/hai-lop?**')
      },
    },
    { name: 'office-recovery-codes', path, prepare: async (page) => void (await withApp(page)) },
    { name: 'office-own-account-second-factor', path, prepare: then('/office/tai-khoan-cua-toi') },
    { name: 'office-confirm', path, prepare: then('/office/xac-nhan?tiep=/office/tai-khoan-cua-toi') },
    { name: 'office-second-step', path, prepare: secondStep },
    {
      name: 'office-second-step-error',
      path,
      prepare: async (page) => {
        await secondStep(page)
        await page.getByText('Không có điện thoại bên mình?').click()
        await page.getByLabel('Mã dự phòng').fill('aaaa-bbbb-cccc')
        await page.getByRole('button', { name: 'Đăng nhập bằng mã dự phòng' }).click()
        await page.locator('.error-summary').waitFor()
      },
    },
    {
      name: 'office-second-factor-reset',
      path,
      prepare: async (page) => {
        const { id } = await withApp(page)
        await page.context().clearCookies()
        await site.signIn(page.context(), 'principal')
        await page.goto(`/office/tai-khoan/${id}`)
        await page.locator('summary').filter({ hasText: 'Đặt lại xác thực hai lớp' }).click()
      },
    },
  ]
}

interface Facts {
  caseIn: Record<CaseState, string>
  named: string
  /** Somebody can do everything with it: nothing of it is on its way, nor is it kept from being dealt with. */
  atWork: string
  picture: { number: string; id: string }
  denunciation: string
  /** With its formal file under way. */
  complaint: string
  /** With an answer that can still be taken back. */
  outgoing: string
  /** Kept from somebody. */
  conflict: string
  /** Answered together with another. */
  merged: string
  published: string
  /** Published, with a log of its own: a correction and something done. */
  corrected: string
  takenDown: string
  /** Answered, and its sender agreed; nothing is proposed yet. */
  toPropose: string
  /** Proposed for the first time, with covers. */
  toReview: string
  correctionToReview: string
  measureToVerify: string
  openRound: string
  closedRound: string
  placeId: string
  placeCode: string
  questionnaireId: string
  staffId: string
  dataRequest: string
}

async function findFacts({ db }: Site): Promise<Facts> {
  const school = await db.selectFrom('schools').selectAll().where('is_default', '=', 1).executeTakeFirstOrThrow()
  const cases = await db.selectFrom('cases').select(['number', 'state', 'kind', 'sender_mode', 'formal_stage', 'outgoing_at', 'barred', 'merged_into']).where('school_id', '=', school.id).orderBy('number', 'desc').execute()
  const ordinary = cases.filter((one) => one.kind !== 'complaint' && one.kind !== 'denunciation')
  const atWork = await db.selectFrom('cases').select('number').where('school_id', '=', school.id).where('state', '=', 'in_progress').where('kind', '=', 'feedback').where('outgoing_at', 'is', null).where('merged_into', 'is', null).where('frozen_on', 'is', null).orderBy('number').executeTakeFirstOrThrow()
  const rounds = await db.selectFrom('rounds').select(['id', 'state']).where('school_id', '=', school.id).where('questionnaire', '=', 'education').orderBy('opens_on', 'desc').execute()
  const picture = await db.selectFrom('attachments').innerJoin('cases', 'cases.id', 'attachments.case_id').select(['cases.number', 'attachments.id']).where('attachments.type', '=', 'image').orderBy('position', 'desc').executeTakeFirstOrThrow()
  const place = await db.selectFrom('places').selectAll().where('school_id', '=', school.id).where('kind', '=', 'gate').orderBy('code').executeTakeFirstOrThrow()
  const ofCase = db.selectFrom('cases').select('number').where('school_id', '=', school.id).orderBy('number')
  const drafts = db.selectFrom('case_publication_drafts').innerJoin('cases', 'cases.id', 'case_publication_drafts.case_id').select('cases.number').where('cases.school_id', '=', school.id)
  const changed = (kind: 'correction' | 'withdrawal') => db.selectFrom('publication_changes').select('number').where('school_id', '=', school.id).where('kind', '=', kind).executeTakeFirstOrThrow()
  const staff = await db.selectFrom('staff').select('id').where('school_id', '=', school.id).where('role', '=', 'handler').where('status', '=', 'active').orderBy('email').executeTakeFirstOrThrow()
  return {
    atWork: atWork.number,
    // Last wins: the newest of each state must win, so the oldest come first.
    caseIn: Object.fromEntries([...cases].reverse().concat([...ordinary].reverse()).map((one) => [one.state, one.number])) as Record<CaseState, string>,
    picture,
    named: some(cases.find((one) => one.sender_mode === 'named')).number,
    denunciation: some(cases.find((one) => one.kind === 'denunciation')).number,
    complaint: some(cases.find((one) => one.kind === 'complaint' && one.formal_stage === 'accepted' && one.state === 'in_progress')).number,
    outgoing: some(cases.find((one) => one.outgoing_at !== null)).number,
    conflict: some(cases.find((one) => one.barred !== '')).number,
    merged: some(cases.find((one) => one.merged_into !== null)).number,
    published: some(cases.find((one) => one.state === 'published')).number,
    corrected: (await changed('correction')).number,
    takenDown: (await changed('withdrawal')).number,
    toPropose: (await ofCase.where('cases.state', '=', 'answered').where('consent_publish', '=', 1).where('kind', 'in', ['feedback', 'suggestion']).where('cases.id', 'not in', db.selectFrom('case_publication_drafts').select('case_id')).where('cases.id', 'not in', db.selectFrom('measures').select('case_id')).where('frozen_on', 'is', null).executeTakeFirstOrThrow()).number,
    toReview: (await drafts.where('correction_note', 'is', null).executeTakeFirstOrThrow()).number,
    correctionToReview: (await drafts.where('correction_note', 'is not', null).executeTakeFirstOrThrow()).number,
    measureToVerify: (await ofCase.where('cases.id', 'in', db.selectFrom('measures').select('case_id').where('measures.state', '=', 'stated')).executeTakeFirstOrThrow()).number,
    openRound: some(rounds.find((one) => one.state === 'open')).id,
    closedRound: some(rounds.find((one) => one.state === 'closed')).id,
    placeId: place.id,
    placeCode: place.code,
    questionnaireId: (await db.selectFrom('questionnaires').select('id').where('school_id', '=', school.id).where('survey', '=', 'education').where('state', '=', 'in_use').executeTakeFirstOrThrow()).id,
    staffId: staff.id,
    dataRequest: (await db.selectFrom('data_requests').select('id').where('school_id', '=', school.id).executeTakeFirstOrThrow()).id,
  }
}

function some<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The demo lacks a record that a screen needs')
  return value
}

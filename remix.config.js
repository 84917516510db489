/**
 * The Remix options and the table of addresses. The addresses are Vietnamese because people read them aloud,
 * the files are English because programmers read them: one table joins the two.
 *
 * `en?` is the English version of a page, `:school?` a school other than the default one.
 */

/** @type {import('@remix-run/dev').VitePluginConfig} */
export default {
  appDirectory: 'app',
  ignoredRouteFiles: ['**/*'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: false,
    v3_singleFetch: true,
    // Pages name their own routes alone, not the whole table. Nothing asks for more: pages move by documents, and the guard
    // refuses /__manifest, which would block the event loop (docs/decisions/0002).
    v3_lazyRouteDiscovery: true,
  },
  routes: (defineRoutes) =>
    defineRoutes((route) => {
      route('en?/:school?', 'routes/public/layout.tsx', () => {
        route('', 'routes/public/information-page.tsx', { index: true })
        route('cam-ket', 'routes/public/promises.tsx')
        route('dinh-chinh', 'routes/public/changes.tsx')
        route('du-lieu', 'routes/public/open-data.tsx')
        route('rieng-tu', 'routes/public/privacy.tsx')
        route('rieng-tu/loi-dong-y', 'routes/public/consent-texts.tsx')
        route('so-niem-phong', 'routes/public/ledger.tsx')
        route('tra-loi', 'routes/public/answers.tsx')
        route('theo-doi/:token', 'routes/public/following.tsx')
        route('tra-loi/:number', 'routes/public/answer.tsx')
        route('ty-le-hai-long', 'routes/public/rates.tsx')
        route('viec-da-lam', 'routes/public/measures.tsx')
      })
      route('en?/cac-truong', 'routes/public/all-schools.tsx')
      route('cac-truong.csv', 'routes/public/all-schools-file.ts')
      route('en?/:school?/tra-loi.atom', 'routes/public/answers-feed.ts')
      route('en?/:school?/tra-loi/:number.atom', 'routes/public/answer-feed.ts')
      // Files have no language: their addresses stay the same from both.
      route(':school?/tep', 'routes/parent/files/upload.ts')
      route(':school?/ho-so/tep/:id', 'routes/parent/files/file.ts')
      route(':school?/tra-loi/:number/anh/:id', 'routes/public/picture.ts')
      route(':school?/du-lieu/:file', 'routes/public/data-file.ts')
      route('en?/:school?/nhung/:file', 'routes/public/embed.ts')
      route('en?/:school?/ty-le-hai-long/:file', 'routes/public/round-file.ts')
      route(':school?/so-niem-phong/:file', 'routes/public/ledger-file.ts')

      route('en?/:school?', 'routes/parent/layout.tsx', () => {
        route('bien-nhan', 'routes/parent/receipt-check.tsx')
        route('ho-so', 'routes/parent/case-file.tsx')
        route('ho-so/du-lieu', 'routes/parent/own-data.tsx')
        route('khao-sat', 'routes/parent/survey-choice.tsx')
        route('khao-sat/:form', 'routes/parent/survey-form.tsx')
        route('khao-sat/bien-nhan', 'routes/parent/survey-receipt.tsx')
        route('khao-sat/bien-nhan/ban-kiem-chung', 'routes/parent/own-proof.ts')
        route('phan-anh', 'routes/parent/feedback/feedback.tsx')
        route('phan-anh/bien-nhan', 'routes/parent/feedback/receipt.tsx')
        route('tra-cuu', 'routes/parent/look-up.tsx')
      })
      route('en?/phieu', 'routes/parent/slip.tsx')
      route('en?/may', 'routes/kiosk/layout.tsx', () => {
        route('', 'routes/kiosk/start.tsx', { index: true })
        route('cam-on', 'routes/kiosk/thanks.tsx')
        route('phieu', 'routes/kiosk/form.tsx')
      })
      route('en?/:school?/ho-so/du-lieu/:file', 'routes/parent/data-copy.ts')
      route('en?/s/:code', 'routes/parent/short-address.tsx')

      route('office', 'routes/office/layout.tsx', () => {
        route('', 'routes/office/dashboard.tsx', { index: true })
        route('cai-dat', 'routes/office/settings/overview.tsx')
        route('cai-dat/chi-tieu', 'routes/office/settings/targets.tsx')
        route('cai-dat/chu-de', 'routes/office/settings/themes.tsx')
        route('cai-dat/co-quan', 'routes/office/settings/authorities.tsx')
        route('cai-dat/hai-lop', 'routes/office/settings/second-factor.tsx')
        route('cai-dat/lich', 'routes/office/settings/calendar.tsx')
        route('cai-dat/linh-vuc', 'routes/office/settings/fields.tsx')
        route('cai-dat/phan-cong', 'routes/office/settings/routing.tsx')
        route('cai-dat/thoi-han', 'routes/office/settings/limits.tsx')
        route('cai-dat/mau-tra-loi', 'routes/office/settings/templates.tsx')
        route('cai-dat/tra-loi', 'routes/office/settings/answering.tsx')
        route('cai-dat/truong', 'routes/office/settings/school.tsx')
        route('dot-khao-sat', 'routes/office/rounds/list.tsx')
        route('dot-khao-sat/:id', 'routes/office/rounds/round.tsx')
        route('du-lieu-ca-nhan', 'routes/office/data/list.tsx')
        route('du-lieu-ca-nhan/:id', 'routes/office/data/request.tsx')
        route('dot-khao-sat/:id/tom-tat', 'routes/office/rounds/summary.tsx')
        route('dot-khao-sat/:id/phieu', 'routes/office/rounds/slips.tsx')
        route('dot-khao-sat/:id/phieu/in.pdf', 'routes/office/rounds/slips-file.ts')
        route('dot-khao-sat/:id/may', 'routes/office/rounds/kiosks.tsx')
        route('dot-khao-sat/:id/phieu-giay', 'routes/office/rounds/paper.tsx')
        route('dot-khao-sat/:id/phieu-giay/in.pdf', 'routes/office/rounds/paper-file.ts')
        route('dot-khao-sat/:id/phieu-giay/nhap', 'routes/office/rounds/paper-entry.tsx')
        route('gop-y', 'routes/office/comments/list.tsx')
        route('ma-qr', 'routes/office/places/list.tsx')
        route('ma-qr/:id', 'routes/office/places/place.tsx')
        route('ma-qr/:id/in/:file', 'routes/office/places/sheet.ts')
        route('mau-phieu', 'routes/office/questionnaires/list.tsx')
        route('mau-phieu/:id', 'routes/office/questionnaires/questionnaire.tsx')
        route('nhat-ky', 'routes/office/audit.tsx')
        route('nhat-ky/tai-ve', 'routes/office/audit-file.ts')
        route('phan-anh', 'routes/office/inbox.tsx')
        route('phan-anh/bo-loc', 'routes/office/inbox/saved-filters.tsx')
        route('phan-anh/hang-loat', 'routes/office/inbox/bulk.tsx')
        route('phan-anh/khoi-luong', 'routes/office/inbox/workload.tsx')
        route('phan-anh/tai-ve', 'routes/office/inbox/export.tsx')
        route('phan-anh/tai-ve/tep', 'routes/office/inbox/export-file.ts')
        route('phan-anh/:number', 'routes/office/case/case.tsx')
        route('phan-anh/:number/nhap', 'routes/office/case/draft.ts')
        route('phan-anh/:number/ho-so-giai-quyet', 'routes/office/case/formal-print.tsx')
        route('phan-anh/:number/nguoi-gui', 'routes/office/case/identity.tsx')
        route('phan-anh/:number/tep', 'routes/office/case/files.tsx')
        route('phan-anh/:number/tep/:id', 'routes/office/case/file.ts')
        route('phan-anh/:number/tep/:id/che', 'routes/office/case/picture.tsx')
        route('tai-khoan', 'routes/office/staff-list.tsx')
        route('tai-khoan-cua-toi', 'routes/office/own-account.tsx')
        route('tai-khoan/:id', 'routes/office/staff-member.tsx')
        route('tai-khoan/moi', 'routes/office/staff-invite.tsx')
        route('thu-gui', 'routes/office/mail.tsx')
      })
      route('office/dang-nhap', 'routes/office/sign-in.tsx')
      route('office/dang-nhap/khoa', 'routes/office/sign-in-key.ts')
      route('office/dang-nhap/buoc-hai', 'routes/office/second-step.tsx')
      route('office/hai-lop', 'routes/office/second-factor/choose.tsx')
      route('office/hai-lop/khoa', 'routes/office/second-factor/key.tsx')
      route('office/hai-lop/khoa/hoi', 'routes/office/second-factor/key-question.ts')
      route('office/hai-lop/ma-du-phong', 'routes/office/second-factor/recovery-codes.tsx')
      route('office/hai-lop/ung-dung', 'routes/office/second-factor/app.tsx')
      route('office/xac-nhan', 'routes/office/second-factor/confirm.tsx')
      route('office/dang-xuat', 'routes/office/sign-out.tsx')
      route('office/moi/:token', 'routes/office/invitation.tsx')
      route('office/thiet-lap', 'routes/office/set-up.tsx')
      route('office/thiet-lap/:token', 'routes/office/set-up-form.tsx')

      route('*', 'routes/not-found.tsx')
    }),
}

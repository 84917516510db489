import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { sealDays } from '#app/ledger/index.ts'
import { openSite } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
const folder = mkdtempSync(path.join(tmpdir(), 'lang-nghe-ledger-'))
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a parent rates the school, and the next day their own phone and a page from their own disk compute that the form is still there', async () => {
  const page = await site.newPage()
  await page.goto('/khao-sat/nhanh')
  for (const question of await page.locator('fieldset.level-question').all()) await question.getByText('Không hài lòng', { exact: true }).click()
  await page.getByRole('button', { name: 'Gửi phiếu' }).click()
  await page.waitForURL('**/khao-sat/bien-nhan')
  const code = (await page.locator('.key-value').first().textContent())!
  const fingerprint = /([0-9a-f]{4} ){3}[0-9a-f]{4}/.exec(await page.locator('main').innerText())![0]

  site.setNow('2026-11-24T18:00:00.000Z')
  await sealDays(site.db, '2026-11-25')
  await page.goto('/bien-nhan')
  await page.getByLabel('Mã biên nhận').fill(code)
  await page.getByRole('button', { name: 'Kiểm tra' }).click()
  await page.getByText('Máy của ông/bà vừa tự tính lại').waitFor()
  expect(await page.locator('main').innerText()).toContain(fingerprint)

  await page.goto('/so-niem-phong')
  const save = async (name: RegExp, file: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
    await download.saveAs(path.join(folder, file))
  }
  await save(/Tải tệp sổ/, 'so.txt')
  await save(/Tải trang kiểm chứng/, 'kiem-chung.html')
  await page.context().setOffline(true)
  await page.goto(pathToFileURL(path.join(folder, 'kiem-chung.html')).href)
  const check = async (file: string) => {
    await page.locator('#so').setInputFiles(path.join(folder, file))
    await page.locator('#ma').fill(code)
    await page.getByRole('button', { name: 'Kiểm chứng' }).click()
    await page.waitForFunction(() => document.querySelector('output')!.textContent !== '')
    const said = await page.locator('output').innerText()
    await page.evaluate(() => (document.querySelector('output')!.textContent = ''))
    return said
  }
  const said = await check('so.txt')
  expect(said).toContain('✓ Sổ nguyên vẹn')
  expect(said).toContain(`✓ Biên nhận nằm trong sổ`)
  expect(said).toContain(fingerprint)

  const lines = readFileSync(path.join(folder, 'so.txt'), 'utf8').split('\n')
  const victim = lines.findIndex((line) => line.includes(fingerprint.replaceAll(' ', '')))
  writeFileSync(path.join(folder, 'sua.txt'), lines.toSpliced(victim, 1).join('\n'))
  const caught = await check('sua.txt')
  expect(caught).toContain('✗ Sổ có vấn đề')
  expect(caught).toContain('✗ Không có biên nhận này trong sổ')
})

/**
 * A page of its own, to be kept on one's own machine and opened from there: reads the ledger file and says whether it holds together, and whether a
 * receipt is in it. It asks no server and shares no code with this program, so that a mistake or a trick here is not repeated there.
 */
export const verifierPage = `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kiểm chứng sổ niêm phong – Check a ledger</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600 }
input, button { font: inherit; padding: .6rem; min-height: 2.75rem; box-sizing: border-box }
input { width: 100%; border: 1px solid #767676; border-radius: .25rem }
button { margin-top: 1rem; background: #a3262a; color: #fff; border: 0; border-radius: .25rem; padding: .6rem 1.25rem }
output { display: block; white-space: pre-wrap; margin-top: 1.5rem }
</style>
<h1>Kiểm chứng sổ niêm phong</h1>
<p>Trang này chạy trên máy của ông/bà, không cần mạng và không gửi gì đi. <span lang="en">This page runs on your own machine; nothing is sent anywhere.</span></p>
<form>
<label for="so">Tệp sổ đã tải (so.txt) · <span lang="en">the ledger file</span></label><input id="so" type="file" accept=".txt,text/plain" required>
<label for="ma">Mã biên nhận, nếu có · <span lang="en">receipt code, optional</span></label><input id="ma" autocomplete="off" autocapitalize="characters">
<label for="dau">Mã niêm phong đã ghi lại từ trước, nếu có · <span lang="en">a seal noted earlier, optional</span></label><input id="dau" autocomplete="off">
<button>Kiểm chứng · Check</button>
</form>
<output aria-live="polite"></output>
<script>
async function sha256(bytes) { return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) }
const utf8 = (text) => new TextEncoder().encode(text)
const hex = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
function glue(prefix, ...parts) { return new Uint8Array([prefix, ...parts.flatMap((part) => [...part])]) }
async function treeRoot(lines) {
  let row = await Promise.all(lines.map((line) => sha256(glue(0, utf8(line)))))
  while (row.length > 1) {
    const next = []
    for (let i = 0; i < row.length; i += 2) next.push(i + 1 < row.length ? await sha256(glue(1, row[i], row[i + 1])) : row[i])
    row = next
  }
  return hex(row[0])
}
async function verify(text, code, noted) {
  const all = text.replace(/\\r/g, '').split('\\n').filter((line) => line !== '')
  const school = all.shift().split(' ')[4]
  const days = []
  for (const line of all) {
    if (!line.startsWith('# ')) { days[days.length - 1].lines.push(line); continue }
    const [, number, day, count, root, previous, hash] = line.split(' ')
    days.push({ number, day, count, root, previous, hash, lines: [] })
  }
  const problems = []
  let before = '0'.repeat(64)
  let receipts = 0
  for (const [i, seal] of days.entries()) {
    const where = 'Niêm phong ' + seal.number + ', ' + seal.day + ': '
    if (Number(seal.number) !== i + 1) problems.push(where + 'thiếu niêm phong · a seal is missing')
    if (seal.previous !== before) problems.push(where + 'đứt chuỗi · the chain is broken')
    if (Number(seal.count) !== seal.lines.length) problems.push(where + 'sai số biên nhận · wrong number of receipts')
    if (seal.lines.length === 0 || (await treeRoot(seal.lines)) !== seal.root) problems.push(where + 'nội dung đã bị sửa · the content was altered')
    if (hex(await sha256(utf8(['lang-nghe:niem-phong', school, seal.number, seal.day, seal.count, seal.root, seal.previous].join(':')))) !== seal.hash) problems.push(where + 'niêm phong đã bị sửa · the seal was altered')
    before = seal.hash
    receipts += seal.lines.length
  }
  const typed = code.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const tag = hex(await sha256(utf8('lang-nghe:bien-nhan:' + typed)))
  const found = typed === '' ? null : days.find((seal) => seal.lines.some((line) => line.split(' ')[1] === tag))
  const mine = found ? found.lines.find((line) => line.split(' ')[1] === tag).split(' ')[2].slice(0, 16).match(/.{4}/g).join(' ') : null
  const wanted = noted.toLowerCase().replace(/[^0-9a-f]/g, '')
  const kept = wanted === '' ? null : days.some((seal) => seal.hash.startsWith(wanted) && wanted.length >= 16)
  return { seals: days.length, receipts, problems, receipt: typed === '' ? null : found ? { day: found.day, fingerprint: mine } : 'missing', noted: kept }
}
if (typeof document !== 'undefined') document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const say = document.querySelector('output')
  try {
    const result = await verify(await document.querySelector('#so').files[0].text(), document.querySelector('#ma').value, document.querySelector('#dau').value)
    say.textContent = [
      (result.problems.length === 0 ? '✓ Sổ nguyên vẹn · the ledger holds: ' : '✗ Sổ có vấn đề · the ledger is broken: ') + result.seals + ' niêm phong (seals), ' + result.receipts + ' biên nhận (receipts)',
      ...result.problems.slice(0, 20),
      result.receipt === null ? '' : result.receipt === 'missing' ? '✗ Không có biên nhận này trong sổ · the receipt is not in the ledger' : '✓ Biên nhận nằm trong sổ ngày ' + result.receipt.day + ', dấu kiểm chứng · the receipt is in the ledger, fingerprint: ' + result.receipt.fingerprint,
      result.noted === null ? '' : result.noted ? '✓ Niêm phong đã ghi lại vẫn nằm trong chuỗi · the seal you noted is in the chain' : '✗ Niêm phong đã ghi lại không còn trong chuỗi · the seal you noted is gone',
    ].filter(Boolean).join('\\n')
  } catch (error) {
    say.textContent = '✗ Không đọc được tệp này · this file cannot be read'
  }
})
</script>
`

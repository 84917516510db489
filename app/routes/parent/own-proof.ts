import type { LoaderFunctionArgs } from '@remix-run/node'
import { readCookie, surveyReceiptCookie } from '#app/http/cookies.ts'
import { unsealReceipt } from '#app/http/receipt-cookie.ts'
import { visit } from '#app/http/visit.ts'
import { formatReceipt, ownProof } from '#app/surveys/index.ts'

/** The answer with its salt, as a text file, for the browser that has just sent it and nobody else: a code alone does not open it. */
export async function loader(args: LoaderFunctionArgs) {
  const { school } = await visit(args)
  const { db, secrets, config, now } = args.context
  const code = unsealReceipt(secrets, readCookie(args.request, config, surveyReceiptCookie), school, now())
  const proof = code === null ? null : await ownProof(db, secrets, school, code)
  if (code === null || proof === null) throw new Response('Biên nhận không còn hiện ở đây\n', { status: 404 })
  const text = [
    `Mã biên nhận (receipt): ${formatReceipt(code)}`,
    `Muối (salt): ${proof.salt}`,
    `Nội dung (content): ${proof.content}`,
    '',
    'Cam kết = SHA-256 của "lang-nghe:phieu:" + muối + ":" + nội dung; 16 chữ số đầu là dấu kiểm chứng trên biên nhận.',
    'Commitment = SHA-256 of "lang-nghe:phieu:" + salt + ":" + content; its first 16 digits are the fingerprint on the receipt.',
    '',
  ].join('\n')
  return new Response(text, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', 'Content-Disposition': 'attachment; filename="ban-kiem-chung.txt"' },
  })
}

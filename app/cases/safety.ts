import { foldDiacritics } from '#app/i18n/format.ts'

/**
 * Words in a report that may mean a child in danger. [ours] A line that begins with "-" is a use of such a word that means no harm and is
 * passed over. A school may keep a list of its own (`schools.safety_words`).
 */
export const shippedSafetyWords = `bạo hành
đánh
đánh đập
tát
đấm
bầm
bầm tím
véo tai
nhéo tai
bạt tai
bóp cổ
sờ soạng
sờ mó
xâm hại
lạm dụng
dâm ô
vùng kín
bỏ đói
nhốt
ngộ độc
dị ứng
bỏ quên trên xe
bỏ quên bé
bỏ quên con
bỏ quên cháu
mất tích
đuối nước
điện giật
co giật
bất tỉnh
gãy tay
gãy chân
ngạt
hóc
sặc
- đánh răng
- đánh giá
- đánh vần
- đánh thức
- đánh dấu
- đánh máy
- đánh trống
- đánh đàn
- đánh cờ
- đánh cầu
- đánh số
- đánh bóng
- đánh trứng
- đánh kem
- đánh mất
- đánh rơi
- đánh đố
- không đánh
- không hề đánh
- không bao giờ đánh
- chưa bao giờ đánh
- tát nước
- thịt bầm
- tôm bầm
- cá bầm`

/** Whom a single word is done to, where a text is written without diacritics: "danh be", but not "danh sach". */
const children = 'be|con|chau|tre|em|vao mat|vao dau|vao mong'

/**
 * The words of the list that stand in a text as whole words. With diacritics they must be the very same ("đánh" is neither "danh" nor "bánh"); in a text
 * written without any, a word of one syllable counts only where it says to whom it is done.
 */
export function findSafetyWords(text: string, list: string | null): string[] {
  const lines = (list ?? shippedSafetyWords).split('\n').map((line) => ({ line: words(line, false), harmless: line.trim().startsWith('-') }))
  const composed = text.normalize('NFC').toLowerCase()
  const isPlain = foldDiacritics(composed) === composed
  let searched = ` ${words(composed, isPlain)} `
  for (const { line, harmless } of lines) if (harmless && line !== '') searched = searched.replaceAll(` ${isPlain ? foldDiacritics(line) : line} `, ' | ')
  return lines.filter(({ line, harmless }) => !harmless && line !== '' && stands(searched, line, isPlain)).map(({ line }) => line)
}

function stands(searched: string, line: string, isPlain: boolean): boolean {
  if (!isPlain) return searched.includes(` ${line} `)
  const folded = foldDiacritics(line)
  return folded.includes(' ') ? searched.includes(` ${folded} `) : new RegExp(` ${folded} (?:${children}) `).test(searched)
}

function words(text: string, isPlain: boolean): string {
  const spaced = text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return isPlain ? foldDiacritics(spaced) : spaced
}

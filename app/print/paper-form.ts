import { formatDate } from '#app/i18n/format.ts'
import { linesOf } from './letters.ts'
import { blush, flame, ink, paper, pdf, soft } from './sheet.ts'
import type { Sheet } from './sheet.ts'

/** A question in both languages; without English where the school wrote none. */
interface Words {
  vi: string
  en: string
}

/** A questionnaire on paper, as it is handed out. */
export interface PrintedForm {
  schoolName: string
  roundName: string
  /** Last day of the round. */
  closesOn: string
  title: Words
  parts: readonly { name: Words | null; questions: readonly Words[] }[]
  /** In per cent; null where nobody asks. */
  expectation: Words | null
  /** Questions with one choice of several, numbered as they are typed in. */
  choices: readonly { question: Words; options: readonly Words[] }[]
  comment: Words
  /** The five levels, the worst first, and "no opinion". */
  levels: readonly Words[]
  noOpinion: Words
  /** Where the same can be answered on a phone, and where a receipt is looked up, as people type them. */
  address: string
  receiptAddress: string
  sheets: readonly { serial: number; code: string; receipt: string }[]
}

const a4 = { width: 210, height: 297 }
const left = 14
const width = a4.width - 2 * left
const cell = 9
const cells = 6
const questionWidth = width - cells * cell - 4
const top = 26
const bottom = a4.height - 14
/** The part that a parent tears off and keeps. */
const stubHeight = 30
const small = 2.9
const english = 2.5

/** One thing on the page: how high it is, and how it is drawn at a height. A part keeps its first question; either needs the names of the levels above it. */
interface Block {
  kind: 'levels' | 'part' | 'question' | 'other'
  height: number
  draw: (sheet: Sheet, y: number) => void
}

/**
 * The paper form with a number and a code on every sheet. What all sheets share is set once and lies under each of them.
 */
export async function paperFormPdf(form: PrintedForm, made: string): Promise<Uint8Array> {
  const pages = paginate(blocksOf(form))
  const title = `Phiếu giấy – ${form.roundName} – ${form.schoolName}`
  const background = await pdf(title, a4, pages.map((blocks, page) => (sheet: Sheet) => drawShared(sheet, form, blocks, page === pages.length - 1)), made)
  const sheets = form.sheets.flatMap((own) => pages.map((_, page) => (sheet: Sheet) => {
    sheet.background(page)
    sheet.text(`Phiếu số ${own.serial}`, { x: a4.width - left - 60, y: 8, width: 60 }, { size: 3.2, align: 'right', lines: 1 })
    sheet.text(own.code, { x: a4.width - left - 60, y: 12, width: 60 }, { size: 5, weight: 'bold', align: 'right', lines: 1 })
    sheet.text(`trang ${page + 1}/${pages.length}`, { x: a4.width - left - 60, y: 18.4, width: 60 }, { size: 2.6, colour: soft, align: 'right', lines: 1 })
    if (page === pages.length - 1) sheet.text(own.receipt, { x: left, y: a4.height - stubHeight + 12.4, width }, { size: 5, weight: 'bold', lines: 1 })
  }))
  return pdf(title, a4, sheets, made, background)
}

function drawShared(sheet: Sheet, form: PrintedForm, blocks: readonly Block[], last: boolean): void {
  sheet.text(form.schoolName, { x: left, y: 8, width: width - 62 }, { size: 3.4, weight: 'bold', lines: 1 })
  sheet.text(form.roundName, { x: left, y: 12.6, width: width - 62 }, { size: 3, colour: soft, lines: 1 })
  sheet.text('Xin giữ phiếu phẳng, không ghi tên. · Please write no name.', { x: left, y: 17, width: width - 62 }, { size: english, colour: soft, lines: 1 })
  sheet.rectangle({ x: left, y: 22.4, width, height: 0.3 }, soft)
  let y = top
  for (const block of blocks) {
    block.draw(sheet, y)
    y += block.height
  }
  if (!last) {
    sheet.text('Xem tiếp trang sau · Please turn over', { x: left, y: a4.height - 11, width }, { size: small, weight: 'bold', align: 'right' })
    return
  }
  const cut = a4.height - stubHeight
  sheet.cut({ x: 0, y: cut }, { x: a4.width, y: cut })
  sheet.text('Ông/bà xé phần này và giữ lại · Tear off and keep', { x: left, y: cut + 3, width }, { size: small, weight: 'bold' })
  sheet.text('Mã biên nhận · Receipt code', { x: left, y: cut + 8, width }, { size: small, colour: soft })
  sheet.text(
    `Khi phiếu đã được tính, mã này tra được ở ${form.receiptAddress}. Mã không mở ra câu trả lời. · Once your form is counted, this code can be looked up there; it does not open your answers.`,
    { x: left, y: cut + 19, width }, { size: english, leading: 1.3, lines: 3 },
  )
}

/** Blocks onto pages: the names of the levels are repeated at the top of a page that goes on with questions. The last page leaves room for the stub. */
function paginate(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = [[]]
  const levels = blocks.find((block) => block.kind === 'levels')
  let y = top
  for (const [index, block] of blocks.entries()) {
    const rest = blocks.slice(index).reduce((sum, one) => sum + one.height, 0)
    // Where everything left fits beside the stub it does; otherwise the page may be filled to its end.
    const room = y + rest <= a4.height - stubHeight - 3 ? a4.height - stubHeight - 3 : bottom
    const together = block.height + (block.kind === 'part' ? (blocks[index + 1]?.height ?? 0) : 0)
    if (y + together > room) {
      pages.push([])
      y = top
      if (levels && (block.kind === 'part' || block.kind === 'question')) {
        pages.at(-1)!.push(levels)
        y += levels.height
      }
    }
    pages.at(-1)!.push(block)
    y += block.height
  }
  // What ends below the stub's line moves to a page of its own.
  if (y > a4.height - stubHeight - 3) pages.push([])
  return pages
}

function blocksOf(form: PrintedForm): Block[] {
  return [
    heading(form),
    levelNames(form),
    ...form.parts.flatMap((part) => [...(part.name ? [partName(part.name)] : []), ...part.questions.map(question)]),
    ...(form.expectation ? [percent(form.expectation)] : []),
    ...form.choices.map(choice),
    comment(form.comment),
  ]
}

/** Draws both languages and says where they end; measured the same way, so that a page breaks where it must. */
function both({ vi, en }: Words, room: number, size: number): { height: number; draw: (sheet: Sheet, x: number, y: number) => void } {
  const shown = en !== '' && en !== vi
  const height = linesOf(vi, room, size).length * size * 1.25 + (shown ? linesOf(en, room, english).length * english * 1.25 : 0)
  return {
    height,
    draw(sheet, x, y) {
      const below = sheet.text(vi, { x, y, width: room }, { size, leading: 1.25 })
      if (shown) sheet.text(en, { x, y: below, width: room }, { size: english, colour: soft, leading: 1.25 })
    },
  }
}

function heading(form: PrintedForm): Block {
  const what = both({
    vi: 'Mỗi câu xin khoanh một số. Câu nào chưa rõ thì khoanh 0 hoặc để trống.',
    en: 'Please circle one number for each question. Circle 0 or leave it empty where you cannot judge.',
  }, width, 3.4)
  const fate = both({
    vi: `Phiếu này đi đâu? Bỏ vào thùng phiếu trước hết ngày ${formatDate(form.closesOn)}. Hai người của trường nhập phiếu riêng rẽ; hai lần nhập khớp nhau phiếu mới được tính, và tính rồi thì không sửa được. Người nhập đọc được phiếu. Số phiếu chỉ để không nhập một tờ hai lần: trường không ghi tờ nào phát cho ai, và giữ phiếu giấy để đối chiếu. Không muốn ai ở trường thấy phiếu, xin trả lời tại ${form.address}.`,
    en: `What happens to this sheet: put it into the box by ${formatDate(form.closesOn)}. Two people of the school type it in separately; it counts only when both agree, and cannot be changed after that. They can read it. The number only keeps a sheet from being counted twice; nobody notes who got which. To answer unseen, go to ${form.address}.`,
  }, width - 8, 2.8)
  return {
    kind: 'other',
    height: 11 + what.height + fate.height + 10,
    draw(sheet, y) {
      sheet.text(form.title.vi, { x: left, y, width }, { size: 6, weight: 'bold', colour: flame, lines: 1 })
      if (form.title.en !== form.title.vi) sheet.text(form.title.en, { x: left, y: y + 7.4, width }, { size: small, colour: soft, lines: 1 })
      what.draw(sheet, left, y + 12)
      sheet.rectangle({ x: left, y: y + 14 + what.height, width, height: fate.height + 4 }, blush)
      fate.draw(sheet, left + 4, y + 16 + what.height)
    },
  }
}

function levelNames({ levels, noOpinion }: PrintedForm): Block {
  return {
    kind: 'levels',
    height: 14,
    draw(sheet, y) {
      const names = [...levels.map((level, index) => `${index + 1} ${level.vi} (${level.en})`), `0 ${noOpinion.vi} (${noOpinion.en})`]
      sheet.text(names.join('   ·   '), { x: left, y: y + 2, width }, { size: 2.9, weight: 'bold', leading: 1.4, lines: 3 })
    },
  }
}

function partName(name: Words): Block {
  const words = both({ vi: name.vi, en: name.en }, width, 3.6)
  return {
    kind: 'part',
    height: words.height + 4,
    draw(sheet, y) {
      sheet.rectangle({ x: left, y: y + 1, width, height: words.height + 2 }, blush)
      words.draw(sheet, left + 2, y + 1.6)
    },
  }
}

function box(sheet: Sheet, x: number, y: number, w: number, h: number): void {
  sheet.rectangle({ x, y, width: w, height: h }, soft)
  sheet.rectangle({ x: x + 0.2, y: y + 0.2, width: w - 0.4, height: h - 0.4 }, paper)
}

function question(words: Words): Block {
  const text = both(words, questionWidth, 3.3)
  const height = Math.max(7.4, text.height + 2)
  return {
    kind: 'question',
    height,
    draw(sheet, y) {
      text.draw(sheet, left, y + (height - text.height) / 2)
      for (const [index, digit] of ['1', '2', '3', '4', '5', '0'].entries()) {
        const x = left + questionWidth + 4 + index * cell
        sheet.text(digit, { x, y: y + (height - 4.4) / 2, width: cell }, { size: 4, align: 'center', colour: digit === '0' ? soft : ink })
      }
      sheet.rectangle({ x: left, y: y + height - 0.15, width, height: 0.15 }, soft)
    },
  }
}

function percent(words: Words): Block {
  const text = both(words, questionWidth, 3.3)
  const height = Math.max(10, text.height + 3)
  return {
    kind: 'other',
    height,
    draw(sheet, y) {
      text.draw(sheet, left, y + (height - text.height) / 2)
      box(sheet, left + questionWidth + 4, y + (height - 7) / 2, 24, 7)
      sheet.text('% (0–150)', { x: left + questionWidth + 30, y: y + (height - 4) / 2, width: 24 }, { size: small, colour: soft })
      sheet.rectangle({ x: left, y: y + height - 0.15, width, height: 0.15 }, soft)
    },
  }
}

function choice({ question: words, options }: PrintedForm['choices'][number]): Block {
  const list = (lang: 'vi' | 'en') => options.map((option, index) => `${index + 1} ${option[lang]}`).join('    ')
  const text = both(words, 70, 3.3)
  const answers = both({ vi: list('vi'), en: list('en') }, width - 76, 3.6)
  const height = Math.max(text.height, answers.height) + 3
  return {
    kind: 'other',
    height,
    draw(sheet, y) {
      text.draw(sheet, left, y + 1.5)
      answers.draw(sheet, left + 76, y + 1.5)
      sheet.rectangle({ x: left, y: y + height - 0.15, width, height: 0.15 }, soft)
    },
  }
}

function comment(words: Words): Block {
  const text = both(words, width, 3.3)
  const lines = 26
  return {
    kind: 'other',
    height: text.height + lines + 3,
    draw(sheet, y) {
      text.draw(sheet, left, y + 2)
      box(sheet, left, y + 3 + text.height, width, lines)
    },
  }
}

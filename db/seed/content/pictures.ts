/** Pictures of the demo, as drawings: a demo must show nobody's real child, gate or motorbike. 1600 × 1200. */

const frame = (content: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200" viewBox="0 0 1600 1200">${content}</svg>`

/** Digits as an old calculator shows them: drawn, since a bare server has no font for a picture. */
function digits(text: string, x: number, y: number): string {
  const strokes = ['M4 2h24', 'M30 4v22', 'M30 30v22', 'M4 54h24', 'M2 30v22', 'M2 4v22', 'M4 28h24']
  const lit = ['012345', '12', '01346', '01236', '1256', '02356', '023456', '012', '0123456', '012356']
  return [...text]
    .map((digit, index) => `<path transform="translate(${x + index * 44} ${y})" stroke="#222" stroke-width="7" stroke-linecap="round" fill="none" d="${[...lit[Number(digit)]!].map((one) => strokes[Number(one)]!).join('')}"/>`)
    .join('')
}

const rain = Array.from({ length: 60 }, (_, index) => {
  const x = (index * 277) % 1600
  const y = (index * 149) % 620
  return `<path d="M${x} ${y}l-14 60" stroke="#8fa9b8" stroke-width="4" opacity=".6"/>`
}).join('')

/** The leaking roof over the way in, seen from the gate. */
const leakingRoof = frame(`
  <rect width="1600" height="1200" fill="#a9bcc6"/>${rain}
  <path d="M0 330 1600 210v90L0 430Z" fill="#7d8a90"/>
  <path d="M0 330 1600 210" stroke="#5c676c" stroke-width="14"/>
  ${[120, 420, 720, 1020, 1320].map((x) => `<path d="M${x} ${400 - x * 0.075}v560" stroke="#5c676c" stroke-width="26"/>`).join('')}
  <path d="M700 352l60 -6 -18 40 -34 4Z" fill="#2d3539"/><path d="M724 392v420M744 396v360" stroke="#6d94a8" stroke-width="7"/>
  <path d="M0 940 1600 880v320H0Z" fill="#b9a58d"/>
  <ellipse cx="740" cy="990" rx="330" ry="62" fill="#6f8b98" opacity=".85"/><ellipse cx="700" cy="978" rx="180" ry="24" fill="#a6c0cc" opacity=".7"/>
  <rect x="1180" y="560" width="300" height="330" fill="#e8dcc5"/><rect x="1240" y="640" width="120" height="250" fill="#8a4b36"/>`)

/** The wet floor beside it, with a motorbike whose number plate can be read: something to black out. */
const wetFloor = frame(`
  <rect width="1600" height="1200" fill="#cbb9a0"/><path d="M0 0h1600v420H0Z" fill="#e6dac6"/>
  ${Array.from({ length: 9 }, (_, index) => `<path d="M${index * 200} 420 ${index * 260 - 240} 1200" stroke="#b09b80" stroke-width="5"/>`).join('')}
  <path d="M0 640h1600M0 900h1600" stroke="#b09b80" stroke-width="5"/>
  <path d="M180 760c200-120 620-90 720 20s-60 220-330 230-620-110-390-250Z" fill="#7b98a6" opacity=".8"/>
  <path d="M1000 500c60-120 300-120 340 0l60 300H950Z" fill="#39434a"/><circle cx="1060" cy="860" r="120" fill="#22282c"/><circle cx="1300" cy="860" r="120" fill="#22282c"/>
  <rect x="1050" y="640" width="260" height="150" rx="10" fill="#fafafa" stroke="#222" stroke-width="6"/>
${digits('5902', 1086, 656)}${digits('00007', 1070, 726)}`)

export const pictures = { leakingRoof, wetFloor }
export type DemoPicture = keyof typeof pictures

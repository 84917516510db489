/**
 * The Vietnamese lunar calendar from the sun and the moon, independent of the product's table: months begin on the day of new
 * moon at UTC+7, the winter solstice falls in the eleventh month, and where thirteen months lie between two solstices the
 * first without a principal solar term is the leap one. Series by Jean Meeus, in the arrangement of Hồ Ngọc Đức.
 */
const zone = 7
const synodicMonth = 29.530588853
const firstNewMoon = 2415021.076998695
const rad = Math.PI / 180

/** The day (`YYYY-MM-DD`) of a lunar date; a leap month is never meant. */
export function lunarDay(day: number, month: number, year: number): string {
  const start = eleventhMonth(month < 11 ? year - 1 : year)
  const end = eleventhMonth(month < 11 ? year : year + 1)
  let offset = (month + 1) % 12
  if (end - start > 365 && offset >= leapOffset(start)) offset += 1
  const k = Math.floor((start - firstNewMoon) / synodicMonth + 0.5)
  return new Date((newMoonDay(k + offset) + day - 1 - 2440588) * 86_400_000).toISOString().slice(0, 10)
}

/** Julian day number on which the month of the winter solstice of a year begins. */
function eleventhMonth(year: number): number {
  const lastOfYear = Date.UTC(year, 11, 31) / 86_400_000 + 2440588
  const k = Math.floor((lastOfYear - 2415021) / synodicMonth)
  const day = newMoonDay(k)
  return solarTerm(day) >= 9 ? newMoonDay(k - 1) : day
}

/** How many months after the eleventh the leap one comes. */
function leapOffset(eleventh: number): number {
  const k = Math.floor((eleventh - firstNewMoon) / synodicMonth + 0.5)
  for (let i = 2; i < 15; i += 1) if (solarTerm(newMoonDay(k + i)) === solarTerm(newMoonDay(k + i - 1))) return i - 1
  throw new Error('No leap month')
}

/** In which twelfth of its way the sun stands when a day begins. */
function solarTerm(day: number): number {
  const t = (day - 0.5 - zone / 24 - 2451545) / 36525
  const anomaly = 357.5291 + 35999.0503 * t - 0.0001559 * t * t - 0.00000048 * t ** 3
  const mean = 280.46645 + 36000.76983 * t + 0.0003032 * t * t
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly * rad) + (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly * rad) + 0.00029 * Math.sin(3 * anomaly * rad)
  return Math.floor(((((mean + centre) % 360) + 360) % 360) / 30)
}

function newMoonDay(k: number): number {
  const t = k / 1236.85
  const sun = (359.2242 + 29.10535608 * k - 0.0000333 * t * t - 0.00000347 * t ** 3) * rad
  const moon = (306.0253 + 385.81691806 * k + 0.0107306 * t * t + 0.00001236 * t ** 3) * rad
  const node = (21.2964 + 390.67050646 * k - 0.0016528 * t * t - 0.00000239 * t ** 3) * rad
  const mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t * t - 0.000000155 * t ** 3 + 0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t * t) * rad)
  const correction =
    (0.1734 - 0.000393 * t) * Math.sin(sun) + 0.0021 * Math.sin(2 * sun) - 0.4068 * Math.sin(moon) + 0.0161 * Math.sin(2 * moon) - 0.0004 * Math.sin(3 * moon) +
    0.0104 * Math.sin(2 * node) - 0.0051 * Math.sin(sun + moon) - 0.0074 * Math.sin(sun - moon) + 0.0004 * Math.sin(2 * node + sun) - 0.0004 * Math.sin(2 * node - sun) -
    0.0006 * Math.sin(2 * node + moon) + 0.001 * Math.sin(2 * node - moon) + 0.0005 * Math.sin(2 * moon + sun)
  const slowing = -0.000278 + 0.000265 * t + 0.000262 * t * t
  return Math.floor(mean + correction - slowing + 0.5 + zone / 24)
}

import { randomInt } from 'node:crypto'
import { placeCodePattern } from './place-forms.ts'

/**
 * The letters of a short address, `/s/<code>`. They are said over the telephone and copied from a wall: so words that every
 * parent can hear and spell, in capitals, without marks or digits, and without I, L and O, which pass for 1 and 0.
 */

const plants = ['BAU', 'CAM', 'CHANH', 'CUC', 'DAU', 'DUA', 'GUNG', 'HANH', 'HUE', 'MAN', 'NGAU', 'NGHE', 'NHAN', 'SEN', 'SUNG', 'TRAM', 'TRE']
const colours = ['DEN', 'NAU', 'NGAT', 'THAM', 'TRANG', 'VANG', 'XANH']
const times = ['DEM', 'HA', 'MUA', 'NANG', 'SANG', 'THU', 'TRUA', 'XUAN']
const consonants = 'BCDGHKMNPRSTVX'
const vowels = 'AEUY'

/** A code that is in nobody's list yet: two words, then three, then syllables without a meaning once the words are used up. */
export function newPlaceCode(isTaken: (code: string) => boolean): string {
  const pairs = plants.flatMap((plant) => colours.map((colour) => plant + colour))
  const triples = () => pairs.flatMap((pair) => times.map((time) => pair + time)).filter((code) => placeCodePattern.test(code))
  return pickFree(pairs, isTaken) ?? pickFree(triples(), isTaken) ?? freeSyllables(isTaken)
}

function pickFree(codes: readonly string[], isTaken: (code: string) => boolean): string | undefined {
  const free = codes.filter((code) => !isTaken(code))
  return free[randomInt(Math.max(1, free.length))]
}

function freeSyllables(isTaken: (code: string) => boolean): string {
  for (;;) {
    let code = ''
    for (let i = 0; i < 5; i += 1) code += consonants[randomInt(consonants.length)]! + vowels[randomInt(vowels.length)]!
    if (!isTaken(code)) return code
  }
}

import type { DemoComment, DemoRound, ItemDistribution } from './content/types.ts'
import { normal, seededRandom, shuffled } from './random.ts'

/** One filled-in form of the demo. */
export interface DemoForm {
  form: 'full' | 'quick'
  /** 1–5, 0 for "no opinion". */
  levels: Record<string, number>
  expectation: number | null
  comment: string | null
  /** Where in the round it was sent: 0 the first day, 1 the last. */
  moment: number
}

/** How much of an answer is the person's mood, the same over all items, and not the item: a content parent is content with most things. */
const mood = 0.65

/**
 * The forms of one round. The levels of each item follow its distribution exactly (as far as whole people allow), and the items of one form fit
 * together, as they do when one person fills them in.
 */
export function demoForms(round: DemoRound, comments: readonly DemoComment[], seed: number): DemoForm[] {
  const random = seededRandom(seed)
  const people = Array.from({ length: round.responses }, () => normal(random))
  const quick = new Set(shuffled(people.map((_, index) => index), random).slice(0, Math.round(round.responses * round.quickShare)))
  const forms = people.map((_, index): DemoForm => ({
    form: quick.has(index) ? 'quick' : 'full',
    levels: {},
    expectation: null,
    comment: null,
    // Most people answer in the first days.
    moment: random() ** 1.6,
  }))

  for (const [item, distribution] of Object.entries(round.items)) {
    const asked = forms.map((_, index) => index).filter((index) => isAsked(item, forms[index]!.form))
    const levels = levelsFor(asked.map((index) => mood * people[index]! + Math.sqrt(1 - mood ** 2) * normal(random)), distribution, random)
    asked.forEach((index, position) => (forms[index]!.levels[item] = levels[position]!))
  }

  if (round.expectation) {
    const { mean, standardDeviation } = round.expectation
    forms.forEach((form, index) => {
      // The one-minute form does not ask; some leave it blank.
      if (form.form === 'quick' || random() < 0.1) return
      const percent = mean + standardDeviation * (mood * people[index]! + Math.sqrt(1 - mood ** 2) * normal(random))
      form.expectation = Math.min(150, Math.max(0, Math.round(percent / 5) * 5))
    })
  }

  addComments(forms, comments, random)
  return forms
}

/** A0…E0 stand on the one-minute form, A1…E5 on the full one, the overall question on both; the dossier form has one shape. */
function isAsked(item: string, form: 'full' | 'quick'): boolean {
  if (item === 'F1' || item.startsWith('T')) return true
  return item.endsWith('0') === (form === 'quick')
}

/** Gives the lowest scores the lowest level, and so on, in the shares wanted; a few have no opinion. */
function levelsFor(scores: number[], { levels, noOpinion }: ItemDistribution, random: () => number): number[] {
  const result = scores.map(() => 0)
  const silent = new Set(shuffled(scores.map((_, index) => index), random).slice(0, Math.round((scores.length * noOpinion) / 100)))
  const ranked = scores.map((_, index) => index).filter((index) => !silent.has(index)).sort((a, b) => scores[a]! - scores[b]!)
  let share = 0
  let from = 0
  levels.forEach((percent, index) => {
    share += percent
    const to = index === levels.length - 1 ? ranked.length : Math.round((ranked.length * share) / 100)
    for (const person of ranked.slice(from, to)) result[person] = index + 1
    from = to
  })
  return result
}

/** Every comment stands on a form whose overall level fits its tone. */
function addComments(forms: DemoForm[], comments: readonly DemoComment[], random: () => number): void {
  const free = shuffled(forms, random)
  for (const comment of comments) {
    const place = free.findIndex((form) => toneOf(form.levels.F1 ?? form.levels.T6 ?? 0) === comment.tone)
    if (place === -1) continue
    free[place]!.comment = comment.text
    free.splice(place, 1)
  }
}

function toneOf(level: number): DemoComment['tone'] {
  if (level >= 4) return 'positive'
  return level === 3 ? 'neutral' : 'negative'
}

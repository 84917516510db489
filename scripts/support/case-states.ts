import { eventLabels, kindLabels, parentTransitions, reachable, stateLabels, transitions, whileFrozen, whileMerged, whileOutgoing } from '#app/cases/index.ts'
import type { CaseAction, Transition } from '#app/cases/index.ts'
import { may, roleLabels } from '#app/staff/index.ts'
import type { CaseState, FormalStage, Role } from '#db/schema.ts'

type Rule = Omit<Transition, 'permission'>
const states = Object.keys(stateLabels) as CaseState[]
const rules = Object.entries(transitions) as [CaseAction, Transition][]
const parentRules = Object.entries(parentTransitions) as [keyof typeof parentTransitions, Rule][]

/** docs/case-states.md, written from the table of transitions. */
export function caseStatesPage(): string {
  return [
    '# States of a case',
    '',
    'Written from `app/cases/transitions.ts` by `npm run docs`; do not edit. The office shows an action only where this table allows it, and the server refuses the rest.',
    '',
    '## States',
    '',
    ...table(['state', 'on the screen'], states.map((state) => [`\`${state}\``, stateLabels[state]])),
    '',
    'Overdue is computed from the stored dates, never a state. Reopened is a date on the case beside its state.',
    '',
    '## The way of a case',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> submitted',
    ...arrows(),
    '  closed --> [*]',
    '```',
    '',
    '## What staff do',
    '',
    'A handler acts only on the cases that are theirs, or those of somebody they stand in for. Nobody acts on a case that they may not open: nobody it is about, a denunciation only the principal, a complaint only those who handle it.',
    '',
    ...table(
      ['action', 'on the screen', 'from', 'to', 'who', 'only where'],
      rules.map(([action, rule]) => [`\`${action}\``, eventLabels[action], list(rule.from), targets(rule), who(rule), conditions(rule)]),
    ),
    '',
    `While something is about to go out: ${list(whileOutgoing)}. While the case is answered together with the one it repeats: ${list(whileMerged)}. While the sender wants it only kept: ${list(whileFrozen) || 'nothing'}.`,
    '',
    '## What the sender does, with the case key',
    '',
    ...table(
      ['action', 'on the screen', 'from', 'to', 'only where'],
      parentRules.map(([action, rule]) => [`\`${action}\``, eventLabels[action], list(rule.from), targets(rule), conditions(rule)]),
    ),
    '',
  ].join('\n')
}

/** The state it leads to, then the exceptions. */
function targets({ to, or = [] }: Rule): string {
  return [to === null ? 'the same' : `\`${to}\``, ...or.map(([start, end]) => `\`${start}\` → \`${end}\``)].join(', or ')
}

/** One arrow from state to state, with all that leads along it; what changes no state is left to the tables. */
function arrows(): string[] {
  const along = new Map<string, string[]>()
  for (const [action, rule] of [...rules, ...parentRules] as [string, Rule][]) {
    for (const [from, to] of reachable(rule)) {
      if (to === from) continue
      const arrow = `  ${from} --> ${to}`
      along.set(arrow, [...(along.get(arrow) ?? []), action])
    }
  }
  return [...along].map(([arrow, actions]) => `${arrow}: ${actions.join(', ')}`)
}

function who({ permission }: Transition): string {
  return (Object.keys(roleLabels) as Role[]).filter((role) => may(role, permission)).map((role) => roleLabels[role].toLowerCase()).join(', ')
}

const formalWords: Record<FormalStage, string> = { awaiting: 'not accepted or refused yet', accepted: 'accepted', complex: 'accepted and complex', refused: 'refused' }
const onceWords: Record<NonNullable<Transition['once']>, string> = { extended_on: 'not extended before' }

const onlyWords: Record<NonNullable<Transition['only']>, string> = { answered: 'there is an answer', public: 'an answer stands in public' }

function conditions({ kinds, formal, once, consent, sender, merged, only, alarm, checks }: Rule): string {
  const words = [
    kinds && `kind: ${kinds.map((kind) => kindLabels[kind]).join(', ')}`,
    formal && `formal procedure: ${formal.map((stage) => formalWords[stage]).join(' or ')}`,
    merged && 'the case is merged into another',
    sender && 'not of a case that was made of a survey comment: nobody could answer',
    once && onceWords[once],
    consent && 'the sender agreed to publication',
    alarm && (alarm === 'raised' ? 'the alarm for a child’s safety is raised' : 'no alarm for a child’s safety is raised'),
    only && onlyWords[only],
    checks,
  ]
  return words.filter(Boolean).join('; ')
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

function table(head: string[], rows: string[][]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}

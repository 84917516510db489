import { describe, expect, test } from 'vitest'
import {
  addWorkingDays, buildCalendar, caseDeadlines, defaultLimits, extendedDue, isWorkingDay, knownHolidays, minutesOfDay, pausedWorkingDays, receivedOn,
} from '#app/calendar/index.ts'
import { outside } from '#app/cases/covers.ts'
import { comments, hoaPhuongContent, rounds, senHongContent } from '#db/seed/content/index.ts'
import type { CaseState, DemoCase, DemoSchoolContent } from '#db/seed/content/index.ts'

const calendar = buildCalendar(knownHolidays)
const schools = [hoaPhuongContent, senHongContent]
const everyCase = schools.flatMap((content) => content.cases.map((demo) => ({ content, demo, name: demo.key })))
const lastMoment = '2026-11-23T00:00'

const instant = (local: string) => `${local}:00+07:00`
const day = (local: string) => local.slice(0, 10)
const isRestricted = (kind: string) => kind === 'complaint' || kind === 'denunciation'
const hasDuplicates = (values: string[]) => new Set(values).size < values.length

const countBy = (values: string[]) => {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

/** The state the steps lead to; throws where a step does not fit the state before it. */
function stateAfter(demo: DemoCase): CaseState {
  let state: CaseState = 'submitted'
  for (const step of demo.conversation) {
    const from = (...allowed: CaseState[]) => {
      if (!allowed.includes(state)) throw new Error(`${demo.key}: ${step.type} in state ${state}`)
    }
    switch (step.type) {
      case 'acknowledge': from('submitted'); state = 'acknowledged'; break
      case 'assign': from('acknowledged', 'in_progress'); state = 'in_progress'; break
      // No question stops the clock of the law.
      case 'ask': from('in_progress'); if (!isRestricted(demo.kind)) state = 'more_info'; break
      case 'parent_message': if (state === 'more_info') state = 'in_progress'; break
      case 'draft_reply': from('in_progress'); break
      case 'accept_formal': from('acknowledged', 'in_progress'); break
      case 'record_dialogue': from('in_progress'); break
      case 'record_decision': from('in_progress'); state = 'awaiting_approval'; break
      case 'merge': from('submitted', 'acknowledged', 'in_progress'); state = 'in_progress'; break
      case 'submit_reply': from('in_progress'); state = 'awaiting_approval'; break
      case 'return_reply': from('awaiting_approval'); state = 'in_progress'; break
      case 'approve_reply': from('awaiting_approval'); state = 'answered'; break
      case 'propose_publication': case 'rate': from('answered'); break
      case 'reopen': from('answered'); state = 'in_progress'; break
      case 'publish': from('answered', 'published'); state = 'published'; break
      case 'correct': from('published'); break
      case 'take_down': from('published'); state = 'answered'; break
      case 'state_measure': case 'verify_measure': from('answered', 'published'); break
      case 'close': from('answered'); state = 'closed'; break
      case 'transfer': from('acknowledged'); state = 'transferred'; break
      case 'ineligible': from('acknowledged'); state = 'ineligible'; break
      case 'extend': from('in_progress'); break
      case 'internal_note': case 'withdraw_publication': case 'request_data': break
    }
  }
  return state
}

/** The day the case was first answered and the day on which that was due. */
function answerDates(demo: DemoCase): { answered: string | undefined; due: string } {
  const step = (type: string) => demo.conversation.find((candidate) => candidate.type === type)
  const received = receivedOn(instant(demo.submittedAt), calendar)
  const accepted = step('accept_formal')
  let due = caseDeadlines({
    kind: demo.kind, receivedOn: received, submittedAt: instant(demo.submittedAt), childSafety: demo.childSafety ?? false, calendar, limits: defaultLimits,
    ...(accepted && { acceptedOn: day(accepted.at) }),
  }).answerDue
  for (const event of demo.conversation) {
    if (event.type === 'extend') due = extendedDue({ due, workingDays: event.workingDays, extensionsSoFar: 0, calendar, limits: defaultLimits })
  }
  const ask = step('ask')
  const reply = ask && demo.conversation.find((event) => event.type === 'parent_message' && event.at > ask.at)
  if (ask && reply && !isRestricted(demo.kind)) due = addWorkingDays(calendar, due, pausedWorkingDays(calendar, day(ask.at), day(reply.at)))
  const answer = step('approve_reply')
  return { answered: answer && day(answer.at), due }
}

const isLate = (demo: DemoCase) => {
  const { answered, due } = answerDates(demo)
  return answered !== undefined && answered > due
}

describe('the schools', () => {
  test('place codes are unique and cannot be misread', () => {
    const codes = schools.flatMap((content) => content.places.map((place) => place.code))
    expect(hasDuplicates(codes)).toBe(false)
    for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z]{4,10}$/)
  })

  test.each(schools)('$school.slug is complete in itself', (content: DemoSchoolContent) => {
    const staff = content.staff.map((person) => person.key)
    const fields = content.fields.map((field) => field.code)
    expect(hasDuplicates(staff)).toBe(false)
    expect(content.staff.find((person) => person.role === 'principal')?.name).toBe(content.school.principalName)
    expect(Object.keys(content.handlerByField).sort()).toEqual([...fields].sort())
    for (const handler of Object.values(content.handlerByField)) expect(staff).toContain(handler)
    for (const section of ['governing', 'department']) {
      expect(content.authorities.filter((body) => body.kind === section && body.effectiveTo === null)).toHaveLength(1)
    }
  })

  test('there is somebody in every role, and one disabled account', () => {
    expect(countBy(hoaPhuongContent.staff.filter((person) => !person.disabledOn).map((person) => person.role)))
      .toEqual({ principal: 1, coordinator: 2, handler: 3, viewer: 1 })
    expect(hoaPhuongContent.staff.filter((person) => person.disabledOn)).toHaveLength(1)
  })

  test('no address or number could belong to somebody', () => {
    const text = JSON.stringify({ schools, rounds, comments })
    for (const [address] of text.matchAll(/[\w.-]+@[\w.-]+/g)) expect(address).toMatch(/@([\w-]+\.)*example\.(com|vn)$/)
    for (const [number] of text.matchAll(/\b0\d{3} \d{3} \d{3}\b|\b0\d{9}\b/g)) expect(number).toMatch(/^0900 000 0\d\d$/)
  })
})

describe('the cases of Hoa Phượng', () => {
  const cases = hoaPhuongContent.cases

  test('stand in every state', () => {
    expect(countBy(cases.map((demo) => demo.state))).toEqual({
      submitted: 5, acknowledged: 4, in_progress: 8, awaiting_approval: 3, answered: 5, published: 9, closed: 5, more_info: 2, transferred: 1,
      ineligible: 1,
    })
  })

  test('are of every kind and from every sender', () => {
    const kinds = countBy(cases.map((demo) => demo.kind))
    expect(kinds).toMatchObject({ complaint: 2, denunciation: 1 })
    expect(Object.keys(kinds)).toHaveLength(6)
    const senders = countBy(cases.map((demo) => demo.sender.mode))
    expect(senders.anonymous).toBeGreaterThan(cases.length / 2)
    expect(Object.keys(senders)).toHaveLength(3)
    expect(new Set(cases.map((demo) => demo.fieldCode)).size).toBe(hoaPhuongContent.fields.length)
  })

  test('three published answers were late, and two open cases are overdue', () => {
    expect(cases.filter((demo) => demo.state === 'published' && isLate(demo)).map((demo) => demo.key))
      .toEqual(['nha-ve-sinh-hoi', 'ho-so-nhap-hoc-cho-lau', 'do-xe-gio-don'])
    expect(cases.filter((demo) => demo.state !== 'published' && isLate(demo))).toEqual([])
    const overdue = cases.filter((demo) => ['acknowledged', 'in_progress', 'awaiting_approval'].includes(demo.state)
      && answerDates(demo).due < day(lastMoment))
    expect(overdue.map((demo) => demo.key)).toEqual(['mai-che-dot', 'thuc-don-lap-lai'])
  })

  test('one acknowledgement was late', () => {
    const late = cases.filter((demo) => {
      const step = demo.conversation.find((event) => event.type === 'acknowledge')
      return step && day(step.at) > addWorkingDays(calendar, receivedOn(instant(demo.submittedAt), calendar), 2)
    })
    expect(late.map((demo) => demo.key)).toEqual(['ho-so-nhap-hoc-cho-lau'])
  })

  test('a child-safety case was answered within 24 hours', () => {
    const urgent = cases.filter((demo) => demo.childSafety)
    expect(urgent).toHaveLength(1)
    for (const demo of urgent) {
      const answer = demo.conversation.find((step) => step.type === 'approve_reply')
      expect(Date.parse(instant(answer?.at ?? '')) - Date.parse(instant(demo.submittedAt))).toBeLessThan(24 * 3_600_000)
    }
  })
})

test('keys are unique', () => {
  expect(hasDuplicates(everyCase.map(({ name }) => name))).toBe(false)
  expect(senHongContent.cases).toHaveLength(6)
})

describe.each(everyCase)('$name', ({ content, demo }) => {
  const staff = new Map(content.staff.map((person) => [person.key, person]))

  test('names what exists', () => {
    expect(demo.subject.length).toBeLessThanOrEqual(80)
    expect(content.fields.map((field) => field.code)).toContain(demo.fieldCode)
    if (demo.placeCode) expect(content.places.map((place) => place.code)).toContain(demo.placeCode)
    if (demo.assignee) expect(staff.has(demo.assignee)).toBe(true)
    for (const step of demo.conversation) {
      if (step.type === 'transfer') expect(content.authorities.map((body) => body.key)).toContain(step.authority)
    }
  })

  test('keeps to what its sender chose', () => {
    const { mode, name, phone, email } = demo.sender
    expect(demo.consentContact).toBe(phone !== undefined || email !== undefined)
    if (mode === 'anonymous') expect([name, phone, email]).toEqual([undefined, undefined, undefined])
    else expect(name).toBeTruthy()
  })

  test('steps follow each other and lead to its state', () => {
    const times = [demo.submittedAt, ...demo.conversation.map((step) => step.at), lastMoment]
    for (const [index, time] of times.slice(1).entries()) expect(time > (times[index] ?? '')).toBe(true)
    expect(stateAfter(demo)).toBe(demo.state)
    const assigned = demo.conversation.flatMap((step) => (step.type === 'assign' ? [step.assignee] : []))
    expect(demo.assignee).toBe(assigned.at(-1))
  })

  test('steps are taken by those who may, in working hours', () => {
    for (const step of demo.conversation) {
      if (['parent_message', 'reopen', 'rate', 'withdraw_publication', 'request_data'].includes(step.type)) {
        expect(step.by).toBe('parent')
        continue
      }
      const person = staff.get(step.by)
      expect(person, step.by).toBeDefined()
      expect(person?.role).not.toBe('viewer')
      if (person?.role === 'handler') {
        expect(['ask', 'internal_note', 'draft_reply', 'submit_reply', 'state_measure']).toContain(step.type)
        expect(step.by).toBe(demo.assignee)
      }
      if (person?.disabledOn) expect(day(step.at) <= person.disabledOn).toBe(true)
      expect(isWorkingDay(calendar, day(step.at)), step.at).toBe(true)
      const minutes = minutesOfDay(instant(step.at))
      expect(minutes).toBeGreaterThanOrEqual(7 * 60 + 30)
      expect(minutes).toBeLessThan((demo.childSafety ? 19 : 17) * 60)
    }
  })

  test('two people stand behind every answer and every publication', () => {
    const last = (type: string) => demo.conversation.findLast((step) => step.type === type)?.by
    const published = demo.conversation.some((step) => step.type === 'publish')
    expect(demo.reply?.approvedBy).toBe(last('approve_reply'))
    expect(demo.reply?.draftedBy).toBe(last('draft_reply') ?? last('record_decision'))
    expect(demo.reply !== undefined).toBe((last('submit_reply') ?? last('record_decision')) !== undefined)
    if (demo.reply) expect(demo.reply.approvedBy).not.toBe(demo.reply.draftedBy)
    expect(demo.publication?.proposedBy).toBe(last('propose_publication'))
    expect(demo.publication?.publishedBy).toBe(last('publish'))
    if (demo.publication) {
      expect(demo.publication.publishedBy).not.toBe(demo.publication.proposedBy)
      expect(demo.consentPublish).toBe(true)
    }
    expect(published).toBe(demo.state === 'published' || last('take_down') !== undefined)
    for (const [first, second] of [['correct', 'publish'], ['state_measure', 'verify_measure']] as const) {
      for (const [index, step] of demo.conversation.entries()) {
        if (step.type !== first) continue
        const next = demo.conversation.slice(index).find(({ type }) => type === second)
        if (next) expect(next.by).not.toBe(step.by)
      }
    }
  })

  test('a restricted case stays with those who may open it, and is never published', () => {
    if (demo.kind !== 'complaint' && demo.kind !== 'denunciation') return
    expect(demo.publication).toBeUndefined()
    expect(demo.consentPublish).toBe(false)
    const allowed = demo.kind === 'denunciation' ? ['principal'] : ['principal', 'coordinator']
    for (const step of demo.conversation) if (step.by !== 'parent') expect(allowed).toContain(staff.get(step.by)?.role)
    if (demo.assignee) expect(allowed).toContain(staff.get(demo.assignee)?.role)
  })

  test('what the public reads names nobody', () => {
    const later = demo.conversation.flatMap((step) => {
      if (step.type === 'correct') return [step.summary ?? '', step.answer ?? '', step.note]
      return step.type === 'take_down' || step.type === 'state_measure' ? [step.text] : []
    })
    const text = [demo.publication?.summary ?? '', demo.publication?.answer ?? '', ...later].map(outside).join('\n')
    const people = [...content.staff.map((person) => person.name), ...(demo.sender.name ? [demo.sender.name] : [])]
    for (const name of people) {
      expect(text).not.toContain(name)
      // How one is called: the last word of a name, after a form of address.
      expect(text).not.toMatch(new RegExp(`(?<!\\p{L})([Cc]ô|[Cc]hị|[Aa]nh|[Ôô]ng|[Bb]à|[Bb]ác) (\\p{Lu}\\p{L}* )*${name.split(' ').at(-1)}(?!\\p{L})`, 'u'))
    }
    expect(text).not.toMatch(/0900|@/)
    expect(text).not.toMatch(/(lớp|khối|nhóm) (Cơm|Mầm|Chồi|Lá)|(Mầm|Chồi|Lá|Cơm) ?\d|Cơm Thường/iu)
  })

  test('a protected sender is named nowhere but in the contact', () => {
    if (demo.sender.mode !== 'protected' || !demo.sender.name) return
    const { sender, ...rest } = demo
    expect(JSON.stringify(rest)).not.toContain(sender.name?.split(' ').slice(-2).join(' '))
  })
})

describe('the survey rounds', () => {
  const closed = rounds.filter((round) => round.questionnaire === 'education' && round.state === 'closed')

  test('three closed and one open on education, one closed and one open on dossiers', () => {
    expect(countBy(rounds.map((round) => `${round.questionnaire} ${round.state}`)))
      .toEqual({ 'education closed': 3, 'education open': 1, 'dossier closed': 1, 'dossier open': 1 })
    expect(hasDuplicates(rounds.map((round) => round.key))).toBe(false)
  })

  test.each(rounds)('$key adds up', (round) => {
    expect(round.opensOn < round.closesOn).toBe(true)
    expect(round.state).toBe(round.closesOn < day(lastMoment) ? 'closed' : 'open')
    expect(round.responses).toBeLessThanOrEqual(round.audienceSize)
    const areas = round.questionnaire === 'education' ? ['A', 'B', 'C', 'D', 'E'] : []
    const expected = areas.length > 0
      ? [...areas.flatMap((area) => [0, 1, 2, 3, 4, 5].map((item) => `${area}${item}`)), 'F1']
      : ['T1', 'T2', 'T3', 'T4', 'T5', 'T6']
    expect(Object.keys(round.items)).toEqual(expected)
    for (const { levels, noOpinion } of Object.values(round.items)) {
      expect(levels.reduce((sum, share) => sum + share)).toBe(100)
      expect(Math.min(...levels)).toBeGreaterThan(0)
      expect(noOpinion).toBeGreaterThanOrEqual(0)
      expect(noOpinion).toBeLessThan(30)
    }
  })

  test('are neither flattering nor flat', () => {
    const satisfied = (item: string) => closed.map((round) => (round.items[item]?.levels[3] ?? 0) + (round.items[item]?.levels[4] ?? 0))
    for (const rate of satisfied('F1')) expect(rate > 75 && rate < 87).toBe(true)
    for (const rate of satisfied('B4')) expect(rate >= 58 && rate <= 66).toBe(true)
    expect(satisfied('C4')).toEqual(satisfied('C4').toSorted((a, b) => a - b))
  })
})

test('comments are an honest mix', () => {
  const tones = countBy(comments.map((comment) => comment.tone))
  expect(comments.length).toBeGreaterThan(85)
  expect(tones.negative).toBeGreaterThanOrEqual(20)
  expect(tones.neutral).toBeGreaterThanOrEqual(15)
  for (const comment of comments) expect(comment.text).not.toMatch(/\d{4} \d{3}|@/)
})

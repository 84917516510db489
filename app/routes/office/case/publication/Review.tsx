import type { CaseFile } from '#app/cases/index.ts'
import { coverProblem, outside } from '#app/cases/covers.ts'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Compared, InsideText, OutsideText } from './CoveredText.tsx'
import { findingWords } from './words.ts'

type Proposal = NonNullable<CaseFile['proposal']>

/**
 * What it is made from beside what the public will read, with the differences marked. For a correction the left side is what stands in public
 * now. What is covered is shown on demand: a passer-by should not read it from the screen.
 */
export function SideBySide({ file, proposal }: { file: CaseFile; proposal: Proposal }) {
  const corrects = proposal.correctionNote !== null && file.published !== null
  const before = corrects
    ? { title: 'Đang công khai', summary: file.published?.summary ?? '', answer: file.published?.answer ?? '' }
    : { title: 'Bản gốc', summary: file.row.body, answer: file.reply?.body ?? '' }
  const after = { summary: seen(proposal.summary), answer: seen(proposal.answer) }
  return (
    <>
      <div className="side-by-side">
        <section>
          <h3>{before.title}</h3>
          <Compared before={before.summary} after={after.summary} side="before" className="original" />
          <Compared before={before.answer} after={after.answer} side="before" className="original" />
        </section>
        <section>
          <h3>Mọi người sẽ đọc</h3>
          <Compared before={before.summary} after={after.summary} side="after" />
          <Compared before={before.answer} after={after.answer} side="after" className="answer" />
        </section>
      </div>
      <p className="small muted">Chỗ tô màu là chỗ hai bên khác nhau.</p>
      {proposal.correctionNote === null ? null : (
        <Notice title="Lời đính chính sẽ công khai">
          <p>{proposal.correctionNote}</p>
        </Notice>
      )}
      <CoveredWords summary={proposal.summary} answer={proposal.answer} />
      {proposal.findings.length > 0 ? (
        <Notice tone="warning" title="Những chỗ cần xem lại">
          <ul>
            {proposal.findings.map((finding) => (
              <li key={finding.text}>
                <strong>{finding.text}</strong> – {findingWords[finding.kind]}
                {finding.certain ? ' (phải che hoặc bỏ trước khi công khai)' : ''}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}

/** The same texts as those inside see them, where something is covered. */
export function CoveredWords({ summary, answer }: { summary: string; answer: string }) {
  if (!/⟦/.test(summary + answer)) return null
  return (
    <Disclosure summary="Xem cả chữ đã che">
      <InsideText text={summary} />
      <InsideText text={answer} className="answer" />
    </Disclosure>
  )
}

/** The standing text as the public reads it. */
export function OutsideTexts({ summary, answer }: { summary: string; answer: string }) {
  return (
    <>
      <OutsideText text={summary} />
      <OutsideText text={answer} className="answer" />
    </>
  )
}

/** As the public reads it. Marks that do not fit together never reach a proposal; should they, nothing of the text is called public. */
function seen(text: string): string {
  return coverProblem(text) === null ? outside(text) : ''
}

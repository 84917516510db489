import { writeFileSync } from 'node:fs'
import { caseStatesPage } from './support/case-states.ts'

/** `npm run docs`: writes the pages of `docs/` that follow from the code. A test fails while one is out of date. */
writeFileSync('docs/case-states.md', caseStatesPage())
console.log('docs/case-states.md')

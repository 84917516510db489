import { globSync, readFileSync } from 'node:fs'
import { deadCode, importedPackages } from './support/dead-code.ts'
import { unknownInstallScripts, unknownLicences, unlockedPackages, wildVersions, wrongDependencies } from './support/packages.ts'
import type { Lock, Manifest } from './support/packages.ts'
import { usedOtherwise } from './support/package-rules.ts'

/**
 * `npm run check`, a step of `npm test`: licences of what goes into production, packages with install scripts, packages that are not locked, packages that nothing uses, files and exports that nothing
 * uses. Ends with 1 where there is anything to mend.
 */

const text = (file: string) => readFileSync(file, 'utf8')
const sourceFiles = globSync(['{app,db,scripts,tests}/**/*.{ts,tsx,js}', 'public/**/*.js', '*.{ts,js}']).map((file) => file.replaceAll('\\', '/'))
const sources = new Map(sourceFiles.map((file) => [file, text(file)]))
const inProduction = new Map([...sources].filter(([file]) => /^(app|db)\//.test(file)))
const styles = globSync('app/**/*.css').map(text)
const lock = JSON.parse(text('package-lock.json')) as Lock
const manifest = JSON.parse(text('package.json')) as Manifest
const dead = deadCode(sources)

const findings: [string, string[]][] = [
  ['Licences that nobody has looked at (scripts/support/package-rules.ts)', unknownLicences(lock)],
  ['Packages that want to run a script when installed', unknownInstallScripts(lock)],
  ['Install scripts are not switched off', /^ignore-scripts=true$/m.test(text('.npmrc')) ? [] : ['.npmrc: ignore-scripts=true is missing']],
  ['Packages that are not locked with a checksum, or come from elsewhere than the registry', unlockedPackages(lock)],
  ['Versions in package.json that leave open what comes', wildVersions(manifest)],
  [
    'Packages in package.json',
    wrongDependencies(manifest, { imported: importedPackages(sources), production: importedPackages(inProduction), mentioned: [...sources.values(), ...styles], otherwise: usedOtherwise }),
  ],
  ['Files that nothing leads to', dead.files],
  ['Exports that no other file takes', dead.exports],
]
for (const [name, found] of findings) console.log(`${found.length === 0 ? '✓' : '✗'} ${name}${found.map((one) => `\n    ${one}`).join('')}`)
if (findings.some(([, found]) => found.length > 0)) process.exitCode = 1

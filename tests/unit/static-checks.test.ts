import { describe, expect, test } from 'vitest'
import { deadCode, importedPackages } from '../../scripts/support/dead-code.ts'
import { unknownInstallScripts, unknownLicences, unlockedPackages, wildVersions, wrongDependencies } from '../../scripts/support/packages.ts'

const sources = (files: Record<string, string>) => new Map(Object.entries(files))

describe('licences', () => {
  const findings = (license: string | undefined, name = 'x') => unknownLicences({ packages: { '': { license: 'none' }, [`node_modules/${name}`]: license === undefined ? {} : { license } } })

  test('a known one passes, also one of a choice and all of a sum', () => {
    for (const licence of ['MIT', '(Unlicense OR Apache-2.0)', 'GPL-3.0 OR MIT', '(Apache-2.0 AND MIT)', 'MIT AND OFL-1.1']) expect(findings(licence)).toEqual([])
  })

  test('an unknown one, none at all, and a sum with an unknown part are found', () => {
    expect(findings('GPL-3.0')).toEqual(['x: GPL-3.0'])
    expect(findings(undefined)).toEqual(['x: no licence'])
    expect(findings('MIT AND GPL-3.0')).toHaveLength(1)
    expect(findings('(MIT OR (GPL-3.0 AND ISC))')).toHaveLength(1)
  })

  test('an exception holds for its package alone', () => {
    expect(findings('LGPL-3.0-or-later', '@img/sharp-libvips-linux-x64')).toEqual([])
    expect(findings('LGPL-3.0-or-later', 'other')).toHaveLength(1)
  })

  test('what only builds and tests is not asked', () => {
    expect(unknownLicences({ packages: { 'node_modules/x': { license: 'GPL-3.0', dev: true } } })).toEqual([])
  })
})

test('a package with an install script is found, wherever it lies, unless there is a reason for it', () => {
  const packages = { 'node_modules/esbuild': { hasInstallScript: true }, 'node_modules/a/node_modules/@b/c': { hasInstallScript: true, dev: true }, 'node_modules/d': {} }
  expect(unknownInstallScripts({ packages })).toEqual(['@b/c'])
})

describe('what is locked', () => {
  const integrity = `sha512-${'a'.repeat(86)}==`
  const findings = (entry: object, place = 'node_modules/x') => unlockedPackages({ packages: { '': {}, [place]: entry } })

  test('a version with its checksum passes, also inside another package', () => {
    expect(findings({ version: '1.2.3', integrity })).toEqual([])
    expect(findings({ version: '1.2.3-rc.1', integrity }, 'node_modules/a/node_modules/@b/c')).toEqual([])
    expect(findings({ version: '1.2.3', inBundle: true })).toEqual([])
  })

  test.each([
    ['no checksum', { version: '1.2.3' }],
    ['an old checksum', { version: '1.2.3', integrity: 'sha1-aaaa' }],
    ['a repository', { version: 'git+ssh://git@example.vn/x.git#abc', integrity }],
    ['an address', { version: '1.2.3', integrity, resolved: 'https://example.vn/x.tgz' }],
    ['a folder', { version: '1.2.3', integrity, link: true }],
  ])('%s is found', (_what, entry) => {
    expect(findings(entry)).toHaveLength(1)
  })

  test('package.json names versions, not wishes', () => {
    expect(wildVersions({ dependencies: { a: '1.2.3' }, devDependencies: { b: '^1.2.3' }, optionalDependencies: { c: 'git+ssh://git@example.vn/x.git', d: '*' } })).toEqual(['b: ^1.2.3', 'c: git+ssh://git@example.vn/x.git', 'd: *'])
  })
})

describe('dependencies', () => {
  const check = (manifest: Parameters<typeof wrongDependencies>[0], files: Record<string, string>) => {
    const imported = importedPackages(sources(files))
    const production = importedPackages(sources(Object.fromEntries(Object.entries(files).filter(([file]) => file.startsWith('app/')))))
    return wrongDependencies(manifest, { imported, production, mentioned: Object.values(files), otherwise: { node: 'runs' } })
  }

  test('all of them used: imported, named as a program, as types, or listed', () => {
    const manifest = { dependencies: { hono: '1', '@a/b': '1' }, devDependencies: { tool: '1', '@types/hono': '1' }, optionalDependencies: { node: '1' } }
    expect(check(manifest, { 'app/a.ts': "import 'hono/x'\nimport type { B } from '@a/b/c'\nimport './b.ts'\nimport '#app/c.ts'", 'scripts/t.ts': "run('tool/bin/tool')" })).toEqual([])
  })

  test('one that nothing uses, one that is not named, and one that production has by luck are found', () => {
    const files = { 'app/a.ts': "import 'hono'\nawait import('chance')" }
    expect(check({ dependencies: { unused: '1' }, devDependencies: { hono: '1' } }, files)).toEqual([
      'unused: nothing uses it',
      'chance: imported by app/a.ts, not in package.json',
      'hono: imported by app/a.ts, but only a devDependency',
    ])
  })
})

describe('dead code', () => {
  test('a file that nothing leads to, and one that only such a file leads to, are found', () => {
    const found = deadCode(sources({ 'scripts/run.js': "import '#app/a.ts'", 'app/a.ts': '', 'app/lost.ts': "import './more.ts'", 'app/more.ts': '' }))
    expect(found.files).toEqual(['app/lost.ts', 'app/more.ts'])
  })

  test('a file is led to by an import of any kind, or by its path in a text', () => {
    const found = deadCode(
      sources({
        'scripts/run.js': "import '#app/a.ts'; await import('../app/b.ts'); new Worker('./worker.ts'); route('x', 'routes/page.tsx')",
        'app/a.ts': "export * from './c.ts'; type T = typeof import('./d.ts')",
        'app/b.ts': '', 'app/c.ts': '', 'app/d.ts': '', 'app/worker.ts': '', 'app/routes/page.tsx': 'export default function Page() {}\nexport const loader = 1',
      }),
    )
    expect(found).toEqual({ files: [], exports: [] })
  })

  test('an export that no other file takes is found, also behind an index and beside one that is taken', () => {
    const found = deadCode(
      sources({
        'scripts/run.js': "import { used } from '#app/index.ts'",
        'app/index.ts': "export { used, handed } from './a.ts'",
        'app/a.ts': 'export function used() {}\nexport const handed = 1, alone = 2\nexport const { bound } = {}',
      }),
    )
    expect(found.exports).toEqual(['app/index.ts: handed', 'app/a.ts: handed', 'app/a.ts: alone', 'app/a.ts: bound'])
  })

  test('what is taken through an index, under another name, or as a whole counts as used', () => {
    const found = deadCode(
      sources({
        'scripts/run.js': "import { b as c } from '#app/index.ts'\nimport * as all from '#app/all.ts'\nc(all)",
        'app/index.ts': "export { a as b } from './a.ts'\nexport * from './star.ts'",
        'app/a.ts': 'export const a = 1', 'app/star.ts': '', 'app/all.ts': 'export const x = 1, y = 2',
      }),
    )
    expect(found.exports).toEqual([])
  })

  test('a type may be named where it is the shape of something in its own file, and nowhere else', () => {
    const found = deadCode(sources({ 'scripts/run.js': "import { a } from '#app/a.ts'", 'app/a.ts': 'export interface Shape {}\nexport interface Nothing {}\nexport const a = (): Shape => ({})' }))
    expect(found.exports).toEqual(['app/a.ts: Nothing'])
  })
})

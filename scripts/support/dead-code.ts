import path from 'node:path'
import ts from 'typescript'

/** What one source file takes from others and offers to them. */
interface Module {
  /** `name` is `*` where everything is taken, as a namespace or with `import()`. */
  takes: { from: string; name: string }[]
  /** Names that are offered; where it was handed on from another file, from which and under what name there. */
  offers: Map<string, { from: string; name: string } | null>
  /** Files whose every export is handed on. */
  handsOn: string[]
  /** Types that say the shape of something else in the file. A reader may want their name, so they may be offered to nobody. */
  shapes: Set<string>
  /** Every text in it: routes, workers and commands are named in texts. */
  texts: string[]
}

/** What Remix, vitest and the configuration of a tool read by name. */
const readByFrameworks = new Set(['default', 'loader', 'action', 'meta', 'links', 'headers', 'handle', 'shouldRevalidate', 'ErrorBoundary', 'Layout', 'handleError', 'setup'])

const isEntry = (file: string) =>
  /^[^/]+\.(config\.)?[jt]s$|^app\/(root|entry\.(client|server))\.tsx$|^scripts\/[^/]+$|^public\/|^tests\/.*\.(test|bench|fault)\.tsx?$/.test(file)

/**
 * What nobody uses: files that nothing leads to, and exports that no other file takes. `sources` are the texts of all source files by their path from the project's root.
 * A file counts as used where it is imported or where a text in a used file ends with its path (`routes/parent/case.tsx`, `./pdf-worker.ts`).
 */
export function deadCode(sources: ReadonlyMap<string, string>): { files: string[]; exports: string[] } {
  const modules = new Map([...sources].map(([file, text]) => [file, read(file, text)]))
  const alive = reachable(modules)
  const used = new Set<string>()

  function take(file: string, name: string): void {
    const module = modules.get(file)
    if (!module || used.has(`${file} ${name}`)) return
    used.add(`${file} ${name}`)
    if (name === '*') for (const one of module.offers.keys()) take(file, one)
    const handed = module.offers.get(name)
    if (handed) take(handed.from, handed.name)
    if (handed === undefined || name === '*') for (const from of module.handsOn) take(from, name)
  }
  for (const [file, { takes }] of modules) if (alive.has(file)) for (const { from, name } of takes) take(from, name)

  const exports = [...modules].flatMap(([file, { offers, shapes }]) =>
    alive.has(file) ? [...offers.keys()].filter((name) => !used.has(`${file} ${name}`) && !shapes.has(name) && !(readByFrameworks.has(name) && (isEntry(file) || isNamed(file, modules)))).map((name) => `${file}: ${name}`) : [],
  )
  return { files: [...modules.keys()].filter((file) => !alive.has(file)), exports }
}

/** The packages that these files import, each with one of the files. */
export function importedPackages(sources: ReadonlyMap<string, string>): Map<string, string> {
  const found = new Map<string, string>()
  for (const [file, text] of sources) {
    for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
      if (/^([.#/]|node:|virtual:)/.test(fileName)) continue
      const name = fileName.split('/').slice(0, fileName.startsWith('@') ? 2 : 1).join('/')
      if (!found.has(name)) found.set(name, file)
    }
  }
  return found
}

function reachable(modules: ReadonlyMap<string, Module>): Set<string> {
  const alive = new Set([...modules.keys()].filter(isEntry))
  for (const file of alive) {
    const module = modules.get(file)!
    const next = [...module.takes.map(({ from }) => from), ...module.handsOn, ...[...module.offers.values()].flatMap((handed) => (handed ? [handed.from] : [])), ...namedIn(module, modules)]
    for (const one of next) if (modules.has(one)) alive.add(one)
  }
  return alive
}

function namedIn(module: Module, modules: ReadonlyMap<string, Module>): string[] {
  const names = module.texts.filter((text) => /\.[jt]sx?$/.test(text)).map((text) => `/${text.replace(/^(\.\.?\/)+/, '')}`)
  return names.length === 0 ? [] : [...modules.keys()].filter((file) => names.some((name) => `/${file}`.endsWith(name)))
}

function isNamed(file: string, modules: ReadonlyMap<string, Module>): boolean {
  return [...modules.values()].some((module) => module.texts.some((text) => /\.[jt]sx?$/.test(text) && `/${file}`.endsWith(`/${text.replace(/^(\.\.?\/)+/, '')}`)))
}

function read(file: string, text: string): Module {
  const module: Module = { takes: [], offers: new Map(), handsOn: [], shapes: new Set(), texts: [] }
  const mentions = new Map<string, number>()
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, file.endsWith('x') ? ts.ScriptKind.TSX : undefined)
  const target = (specifier: ts.Expression | undefined): string | null => (specifier && ts.isStringLiteral(specifier) ? resolve(file, specifier.text) : null)
  const take = (from: string | null, name: string) => {
    if (from !== null) module.takes.push({ from, name })
  }

  function visit(node: ts.Node): void {
    if (ts.isIdentifier(node)) mentions.set(node.text, (mentions.get(node.text) ?? 0) + 1)
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) module.texts.push(node.text)
    if (ts.isImportDeclaration(node)) {
      const from = target(node.moduleSpecifier)
      const clause = node.importClause
      if (clause?.name) take(from, 'default')
      if (clause?.namedBindings) {
        if (ts.isNamespaceImport(clause.namedBindings)) take(from, '*')
        else for (const one of clause.namedBindings.elements) take(from, (one.propertyName ?? one.name).text)
      }
      if (!clause) take(from, '')
      return
    }
    if (ts.isExportDeclaration(node)) return exported(node)
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const from = ts.isStringLiteral(node.argument.literal) ? resolve(file, node.argument.literal.text) : null
      take(from, node.qualifier && ts.isIdentifier(node.qualifier) ? node.qualifier.text : '*')
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) take(target(node.arguments[0]), '*')
    if (ts.isExportAssignment(node)) module.offers.set('default', null)
    if (ts.canHaveModifiers(node)) declared(node)
    ts.forEachChild(node, visit)
  }

  function exported(node: ts.ExportDeclaration): void {
    const from = target(node.moduleSpecifier)
    if (!node.exportClause) {
      if (from !== null) module.handsOn.push(from)
    } else if (ts.isNamespaceExport(node.exportClause)) {
      module.offers.set(node.exportClause.name.text, from === null ? null : { from, name: '*' })
    } else {
      for (const one of node.exportClause.elements) module.offers.set(one.name.text, from === null ? null : { from, name: (one.propertyName ?? one.name).text })
    }
  }

  function declared(node: ts.HasModifiers): void {
    const kinds = (ts.getModifiers(node) ?? []).map((modifier) => modifier.kind)
    if (!kinds.includes(ts.SyntaxKind.ExportKeyword)) return
    if (kinds.includes(ts.SyntaxKind.DefaultKeyword)) module.offers.set('default', null)
    else if (ts.isVariableStatement(node)) for (const one of node.declarationList.declarations) bind(one.name)
    else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      module.offers.set(node.name.text, null)
      module.shapes.add(node.name.text)
    } else if ('name' in node && node.name && ts.isIdentifier(node.name)) module.offers.set(node.name.text, null)
  }

  function bind(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) module.offers.set(name.text, null)
    else for (const element of name.elements) if (ts.isBindingElement(element)) bind(element.name)
  }

  visit(source)
  // Its own declaration is one mention.
  for (const name of module.shapes) if ((mentions.get(name) ?? 0) < 2) module.shapes.delete(name)
  return module
}

/** The path from the root of what a file imports, or null for a package. */
function resolve(file: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1)
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : null
}

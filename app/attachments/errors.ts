import type { FileProblem } from './kinds.ts'

/**
 * Told from others by their names: the server makes the store and the routes use it, and what the routes are built into holds copies of these classes.
 */

/** The disk took no more, or could not be written at all: what was being saved is not saved. */
export class NotStored extends Error {
  override name = 'NotStored'
}

/** More came than was announced. */
export class TooLong extends Error {
  override name = 'TooLong'
}

/** Thrown inside a transaction, so that nothing of it stays: the files that the form names are not there, or too many. */
export class FilesRefused extends Error {
  override name = 'FilesRefused'
  readonly problem: FileProblem
  constructor(problem: FileProblem) {
    super(problem)
    this.problem = problem
  }
}

export function isNotStored(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotStored'
}

export function isTooLong(error: unknown): boolean {
  return error instanceof Error && error.name === 'TooLong'
}

export function isFilesRefused(error: unknown): error is FilesRefused {
  return error instanceof Error && error.name === 'FilesRefused'
}

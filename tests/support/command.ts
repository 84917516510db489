import { execFile } from 'node:child_process'

/** Runs a command as `npm run` does, in a process of its own: `runCommand(['backup', folder], { DATA_DIR })`. */
export function runCommand(args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  return runNode(['scripts/run.js', ...args], env)
}

export function runNode(args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  return runProgram(process.execPath, args, env)
}

export function runProgram(program: string, args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(program, args, { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr })
    })
  })
}

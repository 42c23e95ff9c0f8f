// Everything about the house but its tests: format, lint, types, dead code, what npm would publish.
// Runs each in turn, goes on after a failure, and ends with what failed.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)
const bin = fileURLToPath(new URL('node_modules/.bin', import.meta.url))
const packages = readdirSync(new URL('packages/', root))

const checks = {
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  types: ['tsc', '-b'],
  'dead code': ['knip', '--no-progress'],
  // publint packs by itself only with the package manager it finds; the files on disk are enough here.
  ...Object.fromEntries(
    packages.map((name) => [
      `publint ${name}`,
      ['publint', '--pack', 'false', '--strict', `packages/${name}`],
    ]),
  ),
}

const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` }
const failed = []
for (const [name, [command, ...args]] of Object.entries(checks)) {
  console.log(`\n== ${name}`)
  const { status } = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) failed.push(name)
}
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)

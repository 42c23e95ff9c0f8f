// Everything about the house but its tests: format, lint, types, dead code, manifests.
// Runs each in turn, goes on after a failure, and ends with what failed.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)
const bin = fileURLToPath(new URL('node_modules/.bin', import.meta.url))
const packages = readdirSync(new URL('packages/', root))

const checks = {
  format: [['prettier', '--check', '--log-level', 'warn', '.']],
  lint: [['oxlint', '--type-aware', '--deny-warnings']],
  types: [['tsc', '-b']],
  'types of the examples in the docs': [
    ['node', '--import', 'tsx', 'tools/write-examples.ts'],
    ['tsc', '-p', 'packages/glissade/out/typed'],
  ],
  'dead code': [['knip', '--no-progress', '--no-config-hints']],
  // What npm would get is checked by `build`; publint itself packs only with a pnpm on the path.
  manifests: [
    ['node', 'scripts/browser.mjs'],
    ...packages.map((name) => ['publint', `packages/${name}`, '--pack', 'false', '--strict']),
  ],
}

const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` }
const run = ([command, ...args]) => {
  const options = {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  }
  return spawnSync(command, args, options).status === 0
}
const failed = Object.entries(checks).filter(([name, commands]) => {
  console.log(`\n== ${name}`)
  return !commands.map(run).every(Boolean)
})
console.log(
  failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.map(([name]) => name).join('; ')}.`,
)
process.exitCode = failed.length === 0 ? 0 : 1

// Packs every package as npm would publish it and uses the result as a stranger does: a new folder, npm, plain Node,
// TypeScript's own check. Run after `tsc -b`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const bin = fileURLToPath(new URL('node_modules/.bin', import.meta.url))
const packs = `${root}out/packs`
const stranger = `${root}out/stranger`

/** Runs a command; a failure ends the check with what it printed. */
function run(cwd, command, ...args) {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` }
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status === 0) return stdout
  console.error(`${command} ${args.join(' ')}: exit code ${status}\n${stdout}\n${stderr}`)
  process.exit(1)
}

const read = (file) => JSON.parse(readFileSync(file, 'utf8'))
const packages = readdirSync(`${root}packages`).map((folder) =>
  read(`${root}packages/${folder}/package.json`),
)
const tarball = ({ name, version }) => `${name.replace('@', '').replace('/', '-')}-${version}.tgz`

rmSync(packs, { recursive: true, force: true })
mkdirSync(packs, { recursive: true })
run(
  root,
  'npx',
  '--yes',
  read(`${root}package.json`).packageManager,
  '-r',
  '--filter',
  './packages/*',
  'pack',
  '--pack-destination',
  packs,
)
for (const one of packages) run(root, 'publint', 'run', `${packs}/${tarball(one)}`, '--strict')

rmSync(stranger, { recursive: true, force: true })
mkdirSync(stranger, { recursive: true })
const dependencies = Object.fromEntries(packages.map((one) => [one.name, `file:../packs/${tarball(one)}`]))
writeFileSync(`${stranger}/package.json`, JSON.stringify({ private: true, type: 'module', dependencies }))
run(stranger, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts')

const entries = packages.flatMap(({ name, exports }) =>
  Object.keys(exports).map((path) => `${name}${path.slice(1)}`),
)
const imports = entries.map((entry, i) => `import * as module${i} from '${entry}'`)
const counts = entries.map((entry, i) => `console.log('${entry}', Object.keys(module${i}).length)`)
writeFileSync(`${stranger}/use.ts`, [...imports, ...counts, ''].join('\n'))
writeFileSync(`${stranger}/use.mjs`, [...imports, ...counts, ''].join('\n'))
console.log(run(stranger, process.execPath, 'use.mjs'))
const compilerOptions = { noEmit: true, strict: true, target: 'es2023', lib: ['es2023', 'dom'] }
writeFileSync(`${stranger}/tsconfig.json`, JSON.stringify({ compilerOptions, files: ['use.ts'] }))
for (const [module, resolution] of [
  ['node16', 'node16'],
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])
  run(stranger, 'tsc', '-p', '.', '--module', module, '--moduleResolution', resolution)

for (const { publishConfig } of packages) {
  for (const command of Object.keys(publishConfig.bin ?? {}))
    run(stranger, 'npx', '--no-install', command, '--help')
}
console.log(
  `${packages.length} packages, ${entries.length} entries: packed, installed, imported, type-checked.`,
)

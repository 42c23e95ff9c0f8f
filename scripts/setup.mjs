// Installs what a command needs, once per lockfile: `start` the run-time packages, `test` those of the tests too,
// `all` also the tools, the docs and the peers of the benchmark. What is installed already stays.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`This is Node ${process.version}; Glissade needs 20.19 or newer.`)
  process.exit(1)
}
const flags = {
  start: [
    '--prod',
    ...[
      'glissade-workspace',
      './packages/*',
      './examples',
      '!./packages/backend-blas',
      '!./packages/mpi',
      '!./packages/zmq',
    ].flatMap((name) => ['--filter', name]),
  ],
  test: ['glissade-workspace', './packages/*', './examples', './bench'].flatMap((name) => ['--filter', name]),
  all: [],
}
const levels = Object.keys(flags)
const wanted = process.argv[2] ?? 'all'
if (!levels.includes(wanted)) throw new Error(`setup: ${wanted} is not one of ${levels.join(', ')}.`)

const lock = createHash('sha256')
  .update(readFileSync(new URL('pnpm-lock.yaml', root)))
  .digest('hex')
const marker = new URL('node_modules/.glissade-setup.json', root)
const done = existsSync(marker) ? JSON.parse(readFileSync(marker, 'utf8')) : {}
// A changed lockfile renews what was there before, or the next command would take tools away.
const level = levels[Math.max(levels.indexOf(wanted), levels.indexOf(done.level))]

if (done.lock !== lock || done.level !== level) {
  const { packageManager } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
  const { npm_config_user_agent: _, ...env } = process.env
  const command = ['--yes', packageManager, 'install', '--frozen-lockfile', ...flags[level]]
  const run = spawnSync('npx', command, {
    cwd: root,
    env: { ...env, npm_config_update_notifier: 'false' },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (run.status !== 0) process.exit(run.status ?? 1)
  writeFileSync(marker, JSON.stringify({ lock, level }))
}

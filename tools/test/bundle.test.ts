// `npm start` where only its own packages are installed: the transports over several machines are missing, and the rest runs.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../house/files.ts'

const link = (from: string, to: string) => symlinkSync(from, to, 'junction')

/** The command line's sources with the packages that they import, but for the optional ones. */
function withoutOptional(): string {
  const clone = mkdtempSync(join(tmpdir(), 'glissade-clone-'))
  cpSync(join(root, 'scripts'), join(clone, 'scripts'), { recursive: true })
  link(join(root, 'node_modules'), join(clone, 'node_modules'))
  const [from, to] = [root, clone].map((folder) => join(folder, 'packages/glissade'))
  cpSync(join(from, 'src'), join(to, 'src'), { recursive: true })
  cpSync(join(from, 'package.json'), join(to, 'package.json'))
  const [all, some] = [from, to].map((folder) => join(folder, 'node_modules'))
  mkdirSync(join(some, '@glissade'), { recursive: true })
  const wanted = readdirSync(join(all, '@glissade')).filter((name) => name !== 'mpi' && name !== 'zmq')
  for (const name of ['commander', ...wanted.map((each) => `@glissade/${each}`)])
    link(join(all, name), join(some, name))
  return clone
}

it('the one file is made, trains, and says what a transport needs', { timeout: 60_000 }, () => {
  const clone = withoutOptional()
  const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: clone, encoding: 'utf8' })
  expect(node('scripts/bundle.mjs')).toMatchObject({ stderr: '', status: 0 })
  expect(node('out/glissade.mjs', '--version')).toMatchObject({ stdout: '0.1.0\n', stderr: '', status: 0 })
  const short = 'train mnist --data small --epochs 1 --hidden none --parallel sync --workers 1'.split(' ')
  expect(node('out/glissade.mjs', ...short).stdout).toContain('Test accuracy: ')
  expect(node('out/glissade.mjs', ...short, '--transport', 'mpi')).toMatchObject({
    stderr: expect.stringMatching(/^--transport mpi needs the optional package @glissade\/mpi/) as unknown,
    status: 1,
  })
})

// A file that cannot be written leaves nothing behind: no draft, no open file, and the one before it as it was.
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeCheckpoint, type Checkpoint } from '../src/checkpoint.ts'

const full = '/dev/full' // a disk without room, where the system has one
const open = '/proc/self/fd'

it.skipIf(!existsSync(full) || !existsSync(open))('a disk without room', () => {
  const folder = mkdtempSync(join(tmpdir(), 'glissade-zmq-'))
  const file = join(folder, 'server.ckpt')
  writeFileSync(file, 'before')
  const server = { vectors: { w: Float64Array.of(1) }, numbers: {} }
  const roll = { epoch: 0, from: 0, next: 0, left: [], rows: [] }
  const checkpoint: Checkpoint = { strategy: 'easgd', reception: { server, sequences: {} }, roll }
  const before = readdirSync(open).length
  const rounds = 10 // beside which a file that somebody else opens is no matter
  for (let k = 0; k < rounds; k++) {
    symlinkSync(full, `${file}.${process.pid}.tmp`)
    expect(() => writeCheckpoint(file, checkpoint)).toThrow('ENOSPC')
  }
  expect(readdirSync(open).length - before).toBeLessThan(rounds)
  expect(readdirSync(folder)).toEqual(['server.ckpt'])
  expect(readFileSync(file, 'utf8')).toBe('before')
  rmSync(folder, { recursive: true })
})

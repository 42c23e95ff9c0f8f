// Jobs of several ranks on this machine, started by mpirun as users start them. Skipped where there is no Open MPI.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findLibrary } from '../src/library.ts'
import { launch, MpiError, mpirunCommand } from '../src/index.ts'
import { missing, run } from './programs.ts'

const about = missing ? ` (skipped: ${missing})` : ''

describe.skipIf(missing)(`a job of several ranks${about}`, () => {
  it.each([1, 2, 3])('computes with all its %i ranks', async (size) => {
    const { code, lines, errors } = await run('collectives', size)
    expect(errors).toBe('')
    expect(code).toBe(0)
    const sum = (size * (size + 1)) / 2
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      Array.from({ length: size }, (_, rank) => ({
        rank,
        size,
        again: true,
        'sum of Float32Array': [sum, -sum],
        'sum of Float64Array': [sum, -sum],
        'sum of Int32Array': [sum, -sum],
        max: [size, -1],
        min: [1, -size],
        'a part of a large one': [rank + 1, sum, sum],
        broadcast: [size],
      })),
    )
  })

  it('refuses in words, and goes on', async () => {
    const { code, lines } = await run('refusals', 2)
    expect(code).toBe(0)
    for (const [rank, line] of lines.entries())
      expect(JSON.parse(line)).toEqual({
        rank,
        type: 'MpiError allReduce: x is Array; it needs a Float32Array, Float64Array or Int32Array.',
        operation: "MpiError allReduce: operation is 'mean'; it needs 'sum', 'max' or 'min'.",
        root: 'MpiError broadcast: root is 9; it needs a rank from 0 to 1.',
        differ: `MpiError agree: the length is ${10 + rank} on rank ${rank} and between 10 and 11 elsewhere; it needs the same on every rank. Do all ranks run one program with one configuration?`,
        order: 'MpiError barrier: allReduce is under way; await it first, so that all ranks keep one order.',
        closed:
          'MpiError barrier: the communicator was closed; open one with join() once, and close it last.',
      })
  })

  it('hears timers while it waits for a late rank', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'glissade-mpi-'))
    const { code, lines } = await run('patience', 2, join(folder, 'heard'))
    rmSync(folder, { recursive: true })
    expect(code).toBe(0)
    expect(lines.map((line) => JSON.parse(line))).toEqual([0, 1].map((rank) => ({ rank, heard: true })))
  })

  it('ends as a whole when one rank fails', async () => {
    const { code, errors } = await run('patience', 2, 'die')
    expect(code).not.toBe(0)
    expect(errors).toContain('on purpose')
  })
})

describe('where there is none', () => {
  it('says where it looked and how to install it', () => {
    expect(() => findLibrary('libno-such-mpi.so')).toThrow(MpiError)
    expect(() => findLibrary('libno-such-mpi.so')).toThrow(
      /^mpi: no Open MPI; looked at libno-such-mpi\.so \(.+\)\. Install it \(Debian: apt-get install openmpi-bin; macOS: brew install open-mpi\), or name its library in GLISSADE_MPI\.$/,
    )
  })
  it('tells another library from Open MPI', () => {
    expect(() => findLibrary(process.platform === 'darwin' ? 'libSystem.dylib' : 'libc.so.6')).toThrow(
      'not Open MPI: it has no ompi_mpi_comm_world',
    )
  })
})

describe('launching', () => {
  it('needs a number of ranks', () => {
    expect(() => mpirunCommand({ ranks: 0, program: [] })).toThrow(
      new MpiError('launch: ranks is 0; it needs an integer of at least 1.'),
    )
  })
  it('puts the program behind what one machine needs', () => {
    expect(
      mpirunCommand({ ranks: 4, program: ['train.js', '--epochs', '3'] })
        .slice(-6)
        .join(' '),
    ).toBe(`-n 4 ${process.execPath} train.js --epochs 3`)
  })
  it('that fails leaves no listener behind', async () => {
    const listeners = () =>
      ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'].map((event) => process.listenerCount(event))
    const before = listeners()
    const words = 'launch: cannot start mpirun (spawn mpirun ENOENT); install Open MPI'
    await expect(launch({ ranks: 1, program: [], env: { PATH: '' } })).rejects.toThrow(words)
    expect(listeners()).toEqual(before)
  })
  it.skipIf(missing)('gives the exit code of the job', async () => {
    expect(await launch({ ranks: 1, program: ['-e', ''] })).toBe(0)
    expect(await launch({ ranks: 1, program: ['-e', 'process.exit(3)'] })).toBe(3)
  })
})

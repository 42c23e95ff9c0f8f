// Checkpoints on disk: whichever call of the file system fails or is the last one, the last or the previous checkpoint can be read.
import * as disk from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkpointFile, type Disk } from '../src/node/checkpoint-file.ts'
import { CheckpointError } from '../src/node/index.ts'

let folder = ''
let files = 0
const fresh = (): string => join(folder, `run-${files++}`, 'model.checkpoint')
beforeAll(async () => {
  folder = await disk.mkdtemp(join(tmpdir(), 'glissade-'))
})
afterAll(() => disk.rm(folder, { recursive: true }))

const bytes = (...numbers: number[]): Uint8Array => Uint8Array.from(numbers)
const [one, two, three] = [bytes(1, 1, 1), bytes(2, 2), bytes(3, 3, 3, 3)]

/** A disk whose n-th call fails, and with `dead` all that come after it. */
function failing(n: number, dead: boolean): Disk & { calls: number } {
  const counted =
    <A extends unknown[], R>(f: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      broken.calls++
      if (broken.calls === n || (dead && broken.calls > n))
        throw Object.assign(new Error('no room'), { code: 'ENOSPC' })
      return f(...args)
    }
  const open = counted(async (...args: Parameters<typeof disk.open>) => {
    const file = await disk.open(...args)
    return {
      writeFile: counted(async (part: Uint8Array) => file.writeFile(part)),
      sync: counted(async () => file.sync()),
      close: async () => file.close(),
    } as unknown as disk.FileHandle
  })
  const broken = {
    calls: 0,
    open,
    mkdir: counted(disk.mkdir as (path: string) => Promise<string | undefined>),
    readFile: disk.readFile,
    rename: counted(disk.rename),
    rm: counted(disk.rm),
  }
  return broken as Disk & { calls: number }
}

it('A checkpoint is read as it was written, the last one first; before the first there is none', async () => {
  const path = fresh()
  expect(await checkpointFile(path).read()).toBeUndefined()
  for (const each of [one, two, three]) {
    await checkpointFile(path).write(each)
    expect(Uint8Array.from((await checkpointFile(path).read())!)).toEqual(each)
  }
})

describe.each([
  ['fails', false],
  ['is the last before the machine stops', true],
])('When a call of the disk %s', (_what, dead) => {
  it('the checkpoint is the new one or the one before, whichever call it is', async () => {
    const path = fresh()
    const counting = failing(Infinity, false)
    await checkpointFile(path, counting).write(one)
    const calls = counting.calls
    expect(calls).toBeGreaterThan(6)
    for (let n = 1; n <= calls; n++) {
      const here = fresh()
      await checkpointFile(here).write(one)
      await checkpointFile(here).write(two)
      const error: unknown = await checkpointFile(here, failing(n, dead))
        .write(three)
        .catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(CheckpointError)
      expect((error as Error).message).toBe(
        `fit: ${here} cannot be written (ENOSPC); it needs a folder that can be written to, with room. What was saved before is still there.`,
      )
      const found = Uint8Array.from((await checkpointFile(here).read())!)
      expect([two, three]).toContainEqual(found)
      expect((await disk.readdir(join(here, '..'))).some((name) => name.endsWith('.tmp'))).toBe(false)
      await checkpointFile(here).write(one)
      expect(Uint8Array.from((await checkpointFile(here).read())!)).toEqual(one)
    }
  })
})

it('What another process has written is not overwritten, and it goes on', async () => {
  const path = fresh()
  const [first, second] = [checkpointFile(path), checkpointFile(path)]
  for (const each of [first, second]) expect(await each.read()).toBeUndefined()
  await first.write(one)
  await expect(second.write(two)).rejects.toThrow(
    new CheckpointError(
      `fit: ${path} was written by another run meanwhile; it needs a path for each run. Was the program started twice?`,
    ),
  )
  await first.write(three)
  expect(Uint8Array.from((await first.read())!)).toEqual(three)
  await disk.rm(path)
  await first.write(two)
  expect(Uint8Array.from((await first.read())!)).toEqual(two)
})

it('What another process is about to write is left to it', async () => {
  const path = fresh()
  const store = checkpointFile(path)
  await store.read()
  await store.write(one)
  await disk.writeFile(`${path}.tmp`, 'half')
  await expect(store.write(two)).rejects.toThrow('was written by another run meanwhile')
  expect(await disk.readFile(`${path}.tmp`, 'utf8')).toBe('half')
  expect(Uint8Array.from((await checkpointFile(path).read())!)).toEqual(one)
})

it('What was saved before its folder could not be flushed is one’s own', async () => {
  const path = fresh()
  let fails = 1
  const weak: Disk = {
    ...disk,
    open: (async (file: string, flags: string) => {
      if (file === dirname(path) && fails-- > 0) throw Object.assign(new Error('no'), { code: 'EIO' })
      return disk.open(file, flags)
    }) as Disk['open'],
  }
  const store = checkpointFile(path, weak)
  await store.read()
  await expect(store.write(one)).rejects.toThrow('cannot be written (EIO)')
  await store.write(two)
  expect(Uint8Array.from((await store.read())!)).toEqual(two)
})

it('What another process writes while one reads is not overwritten either', async () => {
  const path = fresh()
  await checkpointFile(path).write(one)
  const late: Disk = {
    ...disk,
    readFile: (async (file: string) => {
      const bytes = await disk.readFile(file)
      if (file === path) await checkpointFile(path).write(two)
      return bytes
    }) as Disk['readFile'],
  }
  const store = checkpointFile(path, late)
  expect(Uint8Array.from((await store.read())!)).toEqual(one)
  await expect(store.write(three)).rejects.toThrow('was written by another run meanwhile')
})

describe('A torn file', () => {
  const whole = Uint8Array.from({ length: 2000 }, (_, i) => i % 251)
  const tears: [string, (file: Buffer) => Uint8Array][] = [
    ...[0, 1, 512, 1024, 1536, 2031].map((n): [string, (file: Buffer) => Uint8Array] => [
      `cut at ${n}`,
      (file) => file.subarray(0, n),
    ]),
    ['its tail zeroed', (file) => file.fill(0, 1536)],
    [
      'two blocks swapped',
      (file) => Buffer.concat([file.subarray(512, 1024), file.subarray(0, 512), file.subarray(1024)]),
    ],
    ['one bit turned', (file) => file.fill(file[700] ^ 1, 700, 701)],
  ]
  it.each(tears)('%s gives way to the one before', async (_title, tear) => {
    const path = fresh()
    await checkpointFile(path).write(one)
    await checkpointFile(path).write(whole)
    await disk.writeFile(path, tear(await disk.readFile(path)))
    const warnings: string[] = []
    const warning = checkpointFile(path, disk, (message) => void warnings.push(message))
    expect(Uint8Array.from((await warning.read())!)).toEqual(one)
    expect(warnings).toEqual([`fit: ${path} is torn; training goes on from the one before.`])
  })
  it('does not take the place of the whole one before it, whichever renaming fails after that', async () => {
    for (const n of [1, 2]) {
      const path = fresh()
      await checkpointFile(path).write(one)
      await checkpointFile(path).write(whole)
      await disk.writeFile(path, 'torn')
      const store = checkpointFile(path, { ...disk, rename: failing(n, true).rename }, () => {})
      expect(Uint8Array.from((await store.read())!)).toEqual(one)
      await store.write(two).catch(() => {})
      const found = Uint8Array.from((await checkpointFile(path, disk, () => {}).read())!)
      expect([one, two]).toContainEqual(found)
    }
  })
  it('without one before is refused', async () => {
    const path = fresh()
    await checkpointFile(path).write(one)
    await disk.writeFile(path, 'torn')
    await expect(checkpointFile(path).read()).rejects.toThrow(
      new CheckpointError(
        `fit: ${path} is torn, and so is the one before or there is none; it needs a whole one. Delete it to begin anew.`,
      ),
    )
  })
  it('that cannot be read at all is refused by its code', async () => {
    const path = fresh()
    await disk.mkdir(path, { recursive: true })
    await expect(checkpointFile(path).read()).rejects.toThrow(
      new CheckpointError(`fit: ${path} cannot be read (EISDIR); it needs a readable file.`),
    )
  })
})

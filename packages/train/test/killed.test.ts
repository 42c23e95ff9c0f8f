// kill -9 in the middle of a run, as often as it likes: started again it ends in the bits of the run that nobody killed.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('killed-run.ts', import.meta.url))
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Runs the program until it has told `batches` batches, kills it, and returns what it said. */
async function start(args: readonly string[], batches: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', tsx, program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => child.once('close', resolve))
  let said = ''
  for await (const part of child.stdout) {
    said += String(part)
    if (said.split('\n').length > batches) child.kill('SIGKILL')
  }
  await gone
  return said.trim().split('\n')
}

it('A run that is killed twice ends in the bits of one that is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'glissade-'))
  try {
    const path = join(folder, 'run.checkpoint')
    const whole = await start([], Infinity)
    const first = await start([path], 7)
    const second = await start([path], 16)
    const last = await start([path], Infinity)
    expect(whole).toHaveLength(41)
    expect(first[0]).toBe('batch 0.0')
    expect(second[0]).not.toBe('batch 0.0')
    expect(last[0]).not.toBe('batch 0.0')
    expect(last.at(-1)).toBe(whole.at(-1))
    expect(last.at(-1)).toMatch(/^weights [0-9a-f]{64}$/)
  } finally {
    await rm(folder, { recursive: true })
  }
})

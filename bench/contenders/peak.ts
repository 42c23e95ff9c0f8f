// The peak of one core as a contender: how long the arithmetic of a product takes a loop in C that does nothing else.
// `--fused` for fused multiplications and additions. It needs gcc or another C compiler.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Job } from './job.ts'
import { serve } from './serve.ts'

await serve((job: Job) => {
  if (job.kind !== 'gemm') throw new Error('it multiplies matrices alone')
  const program = join(mkdtempSync(join(tmpdir(), 'glissade-peak-')), 'peak')
  execFileSync(process.env.CC ?? 'cc', [
    '-O2',
    '-o',
    program,
    fileURLToPath(new URL('../peak.c', import.meta.url)),
  ])
  const child = spawn(program, ['0'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const which = process.argv[3] === '--fused' ? 1 : 0
  return async () => {
    child.stdin.write('\n')
    const { value } = await lines.next()
    const gigaflops = Number(String(value).split(' ')[which])
    if (!(gigaflops > 0)) throw new Error('this processor has no fused multiplication and addition')
    return (2 * job.m * job.k * job.n) / (1000 * gigaflops)
  }
}, 'a loop in C, 128 bits wide')

// A job over two hosts, which are network namespaces of this machine. Skipped, with the reason, where there can be none.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Standing } from '@glissade/parallel'
import { expect, it } from 'vitest'
import { Hosts } from '../../../tools/hosts.ts'
import { mpirunCommand } from '../src/index.ts'
import { missing as noMpi } from './programs.ts'
import type { Plan } from './programs/train.ts'

const missing = noMpi ?? Hosts.missing()

it.skipIf(missing)(
  `a job over two hosts has the bits of one on one host${missing ? ` (skipped: ${missing})` : ''}`,
  async () => {
    const hosts = new Hosts()
    const plan: Plan = { strategy: 'sync', settings: { workers: 2 }, rule: 'adam', statistics: 2 }
    const program = [
      '--import',
      'tsx',
      fileURLToPath(new URL('programs/train.ts', import.meta.url)),
      JSON.stringify(plan),
    ]
    const [mpirun, ...here] = mpirunCommand({ ranks: 2, program })
    // prettier-ignore
    const over = [
    '--host', hosts.addresses.join(','), '--mca', 'plm_rsh_agent', hosts.shell(),
    ...['btl_tcp_if_include', 'oob_tcp_if_include'].flatMap((name) => ['--mca', name, '10.77.0.0/24']),
  ]
    try {
      const lines = await outputOf(hosts.on(0, [mpirun, ...over, ...here]))
      const alone = await outputOf([mpirun, ...here])
      expect(new Set(lines.map(({ host }) => host))).toEqual(new Set([undefined, ...hosts.names]))
      const of = (said: typeof lines) => said.find(({ w }) => w)!
      expect(of(lines).w).toEqual(of(alone).w)
      expect(of(lines).rows!.map(learnt)).toEqual(of(alone).rows!.map(learnt))
    } finally {
      hosts.remove()
    }
  },
)

/** What workers have learnt from, without how long it took them. */
const learnt = (row: readonly Standing[]) =>
  row.map(({ rank, samples, batches, sums }) => ({ rank, samples, batches, sums }))

interface Line {
  readonly w?: number[]
  readonly rows?: readonly (readonly Standing[])[]
  readonly host?: string
}

/** The lines that a command prints. */
function outputOf([command, ...args]: readonly string[]): Promise<Line[]> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { timeout: 100_000 }, (error, stdout) => {
      if (error) return reject(error)
      resolve(
        stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Line),
      )
    })
  })
}

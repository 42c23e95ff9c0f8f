// A job over two hosts, which are network namespaces of this machine. Skipped, with the reason, where there can be none.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
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
      expect(lines.find(({ w }) => w)).toEqual(alone.find(({ w }) => w))
    } finally {
      hosts.remove()
    }
  },
)

/** The lines that a command prints. */
function outputOf([command, ...args]: readonly string[]): Promise<{ w?: number[]; host?: string }[]> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { timeout: 50_000 }, (error, stdout) => {
      if (error) return reject(error)
      resolve(
        stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { w?: number[]; host?: string }),
      )
    })
  })
}

// A run over two hosts, which are network namespaces of this machine. Skipped, with the reason, where there can be none.
// It goes on until the wire was cut and the worker behind it was given up and has come back, however long that takes.
import { createInterface } from 'node:readline'
import type { Standing } from '@glissade/parallel'
import { bowl } from '@glissade/parallel/testing'
import { expect, it } from 'vitest'
import { Hosts } from '../../../tools/hosts.ts'
import { Absence } from './programs/absence.ts'
import type { Plan } from './programs/plan.ts'
import { start } from './runs.ts'

/** A line of the coordinator: how far all are, or the end. */
interface Said {
  readonly standings?: readonly Standing[]
  readonly loss?: number
  readonly batches?: number[]
  readonly lost?: readonly { readonly rank: number; readonly reason: string }[]
}

const missing = Hosts.missing()
const about = missing ? ` (skipped: ${missing})` : ''

it.skipIf(missing)(`a run over two hosts outlives a cut of the wire${about}`, async () => {
  const hosts = new Hosts()
  const address = `tcp://${hosts.addresses[0]}:5555`
  const plan: Plan = {
    strategy: 'downpour',
    settings: { workers: 2 },
    serverRule: 'adam',
    batches: 50,
    faults: [0, 1].map((rank) => ({ rank, at: 0, slow: 10 })),
    zmq: { listen: address, local: 0, heartbeat: 0.2, patience: 50 },
    tells: true,
  }
  const secret = { GLISSADE_SECRET: 'sixteen letters!' }
  const worker = (rank: number, host: 0 | 1) =>
    start(plan, { ...secret, GLISSADE_CONNECT: address, GLISSADE_RANK: String(rank) }, (c) =>
      hosts.on(host, c),
    )
  try {
    const coordinator = start(plan, secret, (command) => hosts.on(0, command))
    const workers = [worker(0, 0), worker(1, 1)]
    const absence = new Absence(1)
    let cut = false
    createInterface(coordinator.child.stdout!).on('line', (line) => {
      const { standings = [] } = JSON.parse(line) as Said
      absence.see(standings)
      if (cut && absence.lost) hosts.wire('up')
      if (cut || !(standings[1]?.batches > 3)) return
      cut = true
      hosts.wire('down')
    })
    const { output, errors } = await coordinator.ended
    expect(errors).toBe('')
    const last = JSON.parse(output.trim().split('\n').at(-1)!) as Said
    expect(new Set(last.batches)).toEqual(new Set([50]))
    expect(last.lost).toContainEqual({ rank: 1, reason: 'it was silent for 0.4 s' })
    expect(last.loss!).toBeLessThan(0.5 * bowl().loss())
    for (const { ended } of workers) expect((await ended).code).toBe(0)
  } finally {
    hosts.remove()
  }
})

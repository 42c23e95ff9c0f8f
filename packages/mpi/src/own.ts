// What each rank has for itself, to rank 0 and back: one rank after the other tells all. Read `model.ts` first.
import type { Own, Trainee, Worker } from '@glissade/parallel'
import { copies } from '@glissade/parallel/vectors'
import type { Communicator } from './communicator.ts'
import { broadcastModel } from './model.ts'

/** The root's own on every rank; undefined where the root has none. All build the same model, whose sizes say what comes. */
export async function broadcastOwn(
  world: Communicator,
  { trainee, worker }: { readonly trainee: Trainee; readonly worker: Worker | undefined },
  own: Own | undefined,
  root: number,
): Promise<Own | undefined> {
  const numbers = Float64Array.of(
    own ? 1 : 0,
    own?.rank ?? 0,
    own?.t ?? 0,
    own?.met ?? 0,
    own?.vectors ? 1 : 0,
  )
  await world.broadcast(numbers, root)
  const [isThere, rank, t, met, hasVectors] = numbers
  if (isThere === 0) return undefined
  const model = await broadcastModel(world, own?.model ?? trainee.state(), root)
  if (hasVectors === 0) return { rank, t, met, model }
  const vectors = copies(own?.vectors ?? worker?.vectors ?? {})
  for (const vector of Object.values(vectors)) await world.broadcast(vector, root)
  return { rank, t, met, model, vectors }
}

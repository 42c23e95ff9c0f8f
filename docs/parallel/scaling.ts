// How far a strategy scales: a model of compute, latency, bytes and a server that saturates; fitted to transports, and held against the simulator.
import { sgd } from '../../packages/optim/src/index.ts'
import { downpour, easgd, local, simulate, sync, type Strategy } from '../../packages/parallel/src/index.ts'
import { lineChart, type Point } from '../../packages/plot/src/index.ts'

/** Seconds of something that takes a while to begin, and a while for each byte. */
export interface Cost {
  readonly once: number
  readonly byte: number
}
export const costOf = ({ once, byte }: Cost, bytes: number): number => once + byte * bytes

/** The line through measurements (bytes, seconds) with the least sum of squared relative errors. */
export function fitted(points: readonly Point[]): Cost {
  const sum = (f: (bytes: number, seconds: number) => number) => points.reduce((s, [b, t]) => s + f(b, t), 0)
  const [w, b, bb] = [sum((_, t) => 1 / t ** 2), sum((x, t) => x / t ** 2), sum((x, t) => x ** 2 / t ** 2)]
  const [y, by] = [sum((_, t) => 1 / t), sum((x, t) => x / t)]
  const byte = (w * by - b * y) / (w * bb - b * b)
  return { once: (y - byte * b) / w, byte }
}

const KiB = 1024
/**
 * Seconds on two virtual cores, loopback, each with the machine to itself. A push and its answer, one worker:
 * `SIZE=1024 node --import tsx packages/zmq/test/programs/speed.ts 1` and so on; the server kept busy: the same with 2. A sum over two
 * ranks: `SIZE=1024 mpirun -n 2 node --import tsx packages/mpi/test/programs/speed.ts`.
 */
// prettier-ignore
export const measured = {
  roundTrip: [[4 * KiB, 1 / 6989], [64 * KiB, 1 / 2544], [256 * KiB, 1 / 1030], [1024 * KiB, 1 / 299]],
  service:   [[4 * KiB, 1 / 8742], [64 * KiB, 1 / 3077], [256 * KiB, 1 / 1387], [1024 * KiB, 1 / 413]],
  allReduce: [[4 * KiB, 8e-6], [64 * KiB, 26e-6], [256 * KiB, 60e-6], [1024 * KiB, 204e-6]],
} satisfies Readonly<Record<string, readonly Point[]>>

/** What a run has: seconds for a gradient and the share by which it may be longer, bytes of the weights, what messages cost. */
export interface Setting {
  readonly compute: number
  readonly spread: number
  readonly bytes: number
  readonly roundTrip: Cost
  readonly service: Cost
  /** One message of the ring between two ranks. */
  readonly hop: Cost
}

/** The mean of the longest of N times that are spread evenly: C (1 + s N / (N + 1)). */
const longest = ({ compute, spread }: Setting, n: number): number => compute * (1 + (spread * n) / (n + 1))
const mean = ({ compute, spread }: Setting): number => compute * (1 + spread / 2)

/**
 * A sum around a ring of N: every rank sends a part of 1/N in each of 2 (N − 1) rounds.
 *
 *     T = 2 (N − 1) (α + β b / N)
 *
 * @see Thakur, Rabenseifner & Gropp 2005, "Optimization of Collective Communication Operations in MPICH"
 */
export const ring = ({ hop, bytes }: Setting, n: number): number => 2 * (n - 1) * costOf(hop, bytes / n)

/** A hop of the ring, from sums over two ranks: each has 2 (2 − 1) rounds with half of the bytes. */
export const hopOf = (allReduce: Cost): Cost => ({ once: allReduce.once / 2, byte: allReduce.byte })

/** Steps a second of all workers together. */
export type Speed = (setting: Setting, n: number) => number

/** `sync` (τ = 1) and `local`: everybody waits for the slowest, and for the sum. N τ / (τ C_max + T); C_max is nearer the mean for long τ. */
export const summed =
  (tau: number): Speed =>
  (setting, n) => {
    const wait = (longest(setting, n) - mean(setting)) / Math.sqrt(tau)
    return n / (mean(setting) + wait + ring(setting, n) / tau)
  }

/**
 * A server with so many messages in τ steps of a worker: workers limit it while they are few, the server when they are many.
 *
 *     X(N) = min(N τ / (τ C + m R), k τ / (m S))        knee: N* = k (τ C + m R) / (m S)
 *
 * m messages, each R there and back and S at the server; k parts of the server, each with 1/k of the bytes.
 *
 * @see Denning & Buzen 1978, "The Operational Analysis of Queueing Network Models"
 */
export const served =
  (tau: number, messages: number, parts = 1): Speed =>
  (setting, n) => {
    const { bytes, roundTrip, service } = setting
    const cycle = tau * mean(setting) + messages * parts * costOf(roundTrip, bytes / parts)
    return Math.min((n * tau) / cycle, tau / (messages * costOf(service, bytes / parts)))
  }

/** The fitted costs. */
export const costs = {
  roundTrip: fitted(measured.roundTrip),
  service: fitted(measured.service),
  hop: hopOf(fitted(measured.allReduce)),
}

/** A network 784-128-10 with batches of 128, whose step takes 934 µs by the root's README, every worker and the server on a core of its own. */
export const small: Setting = { compute: 934e-6, spread: 0.2, bytes: 4 * 101_770, ...costs }
/** The same bytes where a gradient takes 20 ms. */
export const heavy: Setting = { ...small, compute: 20e-3 }
/** The heavy one over a network that is assumed, not measured: 30 µs and 10 Gbit/s for a hop. */
export const ethernet: Setting = {
  ...heavy,
  roundTrip: { once: costs.roundTrip.once + 60e-6, byte: costs.roundTrip.byte + 1.6e-9 },
  hop: { once: 30e-6, byte: 0.8e-9 },
}

/** How many workers are of use: from where on one more adds less than half of what the first does. At a server that is where it saturates. */
export function knee(speed: Speed, setting: Setting, most = 100_000): number {
  const gain = (n: number) => speed(setting, n + 1) - speed(setting, n)
  let n = 1
  while (n < most && gain(n) >= 0.5 * speed(setting, 1)) n++
  return n
}

export interface Plan {
  readonly name: string
  readonly speed: Speed
  readonly strategy: (workers: number) => Strategy
  readonly tau: number
}

const rule = sgd({ lr: 0.01 })
// prettier-ignore
export const plans: readonly Plan[] = [
  { name: 'sync',                      tau: 1,  speed: summed(1),     strategy: (workers) => sync({ workers }) },
  { name: 'local, τ = 10',             tau: 10, speed: summed(10),    strategy: (workers) => local({ workers, tau: 10 }) },
  { name: 'Downpour, every step',      tau: 1,  speed: served(1, 2),  strategy: (workers) => downpour({ workers, rule }) },
  { name: 'Downpour, every 10 steps',  tau: 10, speed: served(10, 2), strategy: (workers) => downpour({ workers, rule, fetch: 10, push: 10 }) },
  { name: 'EASGD, τ = 10',             tau: 10, speed: served(10, 1), strategy: (workers) => easgd({ workers, tau: 10, alpha: 0.9 / workers }) },
]

/** Steps a second of a simulation with the same times. */
export function simulated({ strategy, tau }: Plan, setting: Setting, n: number): number {
  const { bytes, roundTrip, service, compute, spread } = setting
  const steps = 6 * tau
  const sums = strategy(n).carrier === 'sum'
  const own = costOf(service, bytes)
  const { time } = simulate({
    strategy: strategy(n),
    rule,
    start: new Float64Array(1),
    steps,
    gradient: (w, g) => (g[0] = w[0]),
    compute,
    spread,
    latency: sums ? 0 : Math.max(0, costOf(roundTrip, bytes) - own) / 2,
    service: sums ? ring(setting, n) : own,
    retry: 1e9,
    heartbeat: 1e9,
  })
  return (n * steps) / time
}

/** Speed-ups over one worker that says nothing to anybody. */
export const scalingFigure = (title: string, setting: Setting): string => {
  const crews = Array.from({ length: 37 }, (_, k) => Math.round(2 ** (k / 4)))
  return lineChart({
    title,
    x: { label: 'workers', log: true },
    y: { label: 'times the steps of one worker alone', log: true },
    series: plans.map(({ name, speed }) => ({
      name,
      points: crews.map((n): Point => [n, speed(setting, n) * mean(setting)]),
    })),
  })
}

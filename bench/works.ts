// What is measured: a name, the job that every contender is given, and who takes part. Mostly it is a time.
import * as glissade from 'glissade'
import type { AnyRule } from 'glissade'
import type { Job } from './contenders/job.ts'

export interface Work {
  readonly name: string
  /** What `--only` may also say, for several works at once. */
  readonly group: string
  /** One unit of work, in words. */
  readonly unit: string
  readonly job: Job
  readonly contenders: readonly string[]
  /** How often each is asked, where that is not for the command line to say; no round is for warming up then. */
  readonly rounds?: number
  /** More is better. */
  readonly more?: boolean
}

const MLP = [784, 128, 10]
const everybody = [
  'glissade',
  'glissade-fma',
  'glissade-blas',
  'torch',
  'torch-fused',
  'numpy',
  'tfjs-wasm',
  'tfjs-cpu',
  'jax-js',
  'brain.js',
  'readable',
]
const libraries = ['glissade', 'glissade-fma', 'glissade-blas', 'torch', 'torch-fused', 'tfjs-wasm']
const glissades = ['glissade', 'glissade-fma', 'glissade-blas']

const training = (name: string, batch: number, more: object = {}, contenders = everybody): Work => ({
  name,
  group: 'mnist',
  unit: 'µs a step',
  job: { kind: 'mlp', batch, layers: MLP, standardised: false, regularised: false, ...more },
  contenders,
})

const product = (m: number, k: number, n: number, transpose: 'nn' | 'tn' | 'nt' | 'tt' = 'nn'): Work => ({
  name: `gemm-${m}x${k}x${n}-${transpose}`,
  group: 'gemm',
  unit: 'µs a product',
  job: { kind: 'gemm', m, k, n, transpose },
  contenders: [...glissades, 'torch', 'numpy', 'tfjs-wasm', 'c-mul-add', 'c-fma', 'readable'],
})

const elementwise = (op: 'add' | 'relu' | 'exp' | 'tanh', size: number): Work => ({
  name: `elementwise-${op}-${size / 1000}k`,
  group: 'elementwise',
  unit: 'µs a call',
  job: { kind: 'elementwise', op, size },
  contenders: ['glissade', 'torch', 'numpy', 'tfjs-wasm', 'readable'],
})

const growth = (name: string, network: 'mlp' | 'lenet' | 'lstm', steps: number): Work => ({
  name,
  group: 'memory',
  unit: 'bytes',
  job: { kind: 'growth', network, steps },
  contenders: ['glissade'],
  rounds: 1,
})

const isRule = (value: unknown): value is AnyRule =>
  typeof value === 'function' && 'slots' in value && 'update' in value

/** Every rule of the library; the peer is PyTorch's Adam, whatever the rule. */
const updates = Object.entries<unknown>({ ...glissade })
  .filter(([, value]) => isRule(value))
  .map(([rule]): Work => ({
    name: `update-${rule}`,
    group: 'update',
    unit: 'µs an update',
    job: { kind: 'update', rule, weights: 101_770 },
    contenders: ['glissade', 'torch', 'torch-fused', 'readable'],
  }))

const team = (
  strategy: 'sync' | 'hogwild',
  problem: 'mnist' | 'sparse',
  measure: 'time' | 'loss',
  contenders: readonly string[],
): Work => ({
  name: `threads-${strategy}-${problem}-${measure}`,
  group: 'threads',
  unit: measure === 'time' ? 'µs a sample' : 'loss of the epoch',
  job: { kind: 'team', strategy, problem, measure },
  contenders,
})

const EPOCHS = { batch: 64, layers: MLP }

export const works: readonly Work[] = [
  training('mnist-mlp-b32', 32),
  training('mnist-mlp-b64', 64),
  training('mnist-mlp-b128', 128),
  training('mnist-mlp-dense-b64', 64, { standardised: true }),
  training('mnist-deep-b64', 64, { layers: [784, 256, 128, 64, 10] }, libraries),
  training('mnist-batchnorm-dropout-b64', 64, { regularised: true }, libraries),
  {
    name: 'lenet-b64',
    group: 'mnist',
    unit: 'µs a step',
    job: { kind: 'lenet', batch: 64 },
    contenders: [...glissades, 'torch', 'torch-fused', 'tfjs-wasm', 'tfjs-cpu'],
  },
  {
    name: 'lstm-b64',
    group: 'mnist',
    unit: 'µs a step',
    job: { kind: 'lstm', batch: 64, hidden: 128 },
    contenders: [...glissades, 'torch', 'torch-fused', 'tfjs-wasm', 'tfjs-cpu'],
  },
  product(64, 784, 128),
  product(784, 64, 128, 'tn'),
  product(64, 128, 784, 'nt'),
  product(128, 784, 128),
  product(256, 256, 256),
  product(512, 512, 512),
  product(1024, 1024, 1024),
  elementwise('add', 100_000),
  elementwise('relu', 100_000),
  elementwise('exp', 100_000),
  elementwise('tanh', 100_000),
  {
    name: 'tape-op',
    group: 'tape',
    unit: 'µs an op',
    job: { kind: 'tape', ops: 1000 },
    contenders: ['glissade', 'torch', 'tfjs-wasm', 'jax-js'],
  },
  {
    name: 'tape-mlp-b64',
    group: 'tape',
    unit: 'µs a step',
    job: { kind: 'overhead', batch: 64, layers: MLP },
    contenders: ['glissade'],
  },
  {
    name: 'memory-mnist',
    group: 'memory',
    unit: 'MiB',
    job: { kind: 'memory', epochs: 1, ...EPOCHS },
    contenders: ['glissade', 'torch'],
    rounds: 1,
  },
  growth('memory-growth', 'mlp', 100_000),
  growth('memory-growth-lenet', 'lenet', 10_000),
  growth('memory-growth-lstm', 'lstm', 10_000),
  {
    name: 'accuracy-mnist',
    group: 'accuracy',
    unit: '% right',
    job: { kind: 'accuracy', epochs: 3, ...EPOCHS },
    contenders: ['glissade', 'torch'],
    rounds: 3,
    more: true,
  },
  team('sync', 'mnist', 'time', ['one-thread', 'glissade-2-threads']),
  team('hogwild', 'sparse', 'time', ['one-thread', 'glissade-2-threads', 'glissade-lossless']),
  team('hogwild', 'sparse', 'loss', ['one-thread', 'glissade-2-threads', 'glissade-lossless']),
  ...updates,
]

// golden/endtoend@1: small networks trained for some steps, from given weights to given weights.
import {
  BatchNorm,
  Conv2d,
  crossEntropy,
  Dense,
  Flatten,
  generator,
  MaxPool2d,
  Optimizer,
  relu,
  Sequential,
  tanh,
  tensor,
  type Module,
  type Tensor,
} from '../../packages/glissade/src/index.ts'
import type { Case, Check, Run } from './case.ts'
import type { Json, Numbers } from './json.ts'
import { number, settingOf, type Hyper } from './rules.ts'
import { ofFinalParameters, ofGradients, ofLbfgs, ofLosses } from './tolerances.ts'

type Named = ReadonlyMap<string, Numbers>
const named = (at: Json): Named => new Map(at.entries().map(([name, value]) => [name, value.numbers()]))

/** A model of ours, and where the file's weights live in it; matrices of the file are [outputs, inputs]. */
interface Built {
  readonly model: Module
  readonly paths: Readonly<Record<string, string>>
  /** Where its statistics live. */
  readonly buffers?: Readonly<Record<string, string>>
}

const size = (weights: Named, name: string): readonly number[] => weights.get(name)?.shape ?? []

const builders: Readonly<Record<string, (weights: Named, run: Run) => Built>> = {
  mlp(weights, { dtype }) {
    const options = { rng: generator(0), dtype }
    const [hidden, inputs] = size(weights, 'w1')
    const [classes] = size(weights, 'w2')
    return {
      model: new Sequential(new Dense(inputs, hidden, options), tanh, new Dense(hidden, classes, options)),
      paths: { w1: 'layers.0.weight', b1: 'layers.0.bias', w2: 'layers.2.weight', b2: 'layers.2.bias' },
    }
  },
  cnn(weights, { dtype }) {
    const options = { rng: generator(0), dtype }
    const [channels, inputs, ...kernel] = size(weights, 'cw')
    const [classes, features] = size(weights, 'w')
    return {
      model: new Sequential(
        new Conv2d(inputs, channels, kernel, options),
        new BatchNorm(channels, { dtype }),
        relu,
        new MaxPool2d(2),
        new Flatten(),
        new Dense(features, classes, options),
      ),
      paths: {
        cw: 'layers.0.weight',
        cb: 'layers.0.bias',
        gamma: 'layers.1.gamma',
        beta: 'layers.1.beta',
        w: 'layers.5.weight',
        b: 'layers.5.bias',
      },
      buffers: { running_mean: 'layers.1.runningMean', running_var: 'layers.1.runningVariance' },
    }
  },
}

/** Rows and columns of a matrix exchanged; vectors and kernels of convolutions stay as they are. */
function transposed({ shape, data }: Numbers): Numbers {
  if (shape.length !== 2) return { shape, data }
  const [rows, columns] = shape
  const swapped = data.map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)])
  return { shape: [columns, rows], data: swapped }
}

const typed = ({ data }: Numbers, { dtype }: Run) =>
  dtype === 'float64' ? Float64Array.from(data) : Float32Array.from(data)

const plain = (x: Tensor): Numbers => ({ shape: x.shape, data: Array.from(x.data) })

interface Training {
  readonly x: Numbers
  readonly y: Numbers
  readonly init: Named
  readonly steps: number
}
interface Trained {
  readonly losses: Numbers
  readonly gradients: Named
  readonly weights: Named
  readonly statistics: Named
}

function train(
  build: (typeof builders)[string],
  kind: Parameters<typeof settingOf>,
  given: Training,
  run: Run,
): Trained {
  const { model, paths, buffers = {} } = build(given.init, run)
  const parameters = new Map(model.parameters())
  const load = (name: string, path: string) =>
    parameters.get(path)!.data.set(typed(transposed(given.init.get(name)!), run))
  for (const [name, path] of Object.entries(paths)) load(name, path)
  const read = (of: (x: Tensor) => Tensor): Named =>
    new Map(Object.entries(paths).map(([name, path]) => [name, transposed(plain(of(parameters.get(path)!)))]))

  const { rule, options } = settingOf(...kind)
  const optimizer = new Optimizer<Tensor>(model, rule, options)
  const x = tensor(typed(given.x, run), { shape: given.x.shape })
  const y = tensor(Int32Array.from(given.y.data))
  const loss = () => crossEntropy(model.forward(x), y)
  const before = model.stateDict()
  model.flat().evaluate(loss)
  const gradients = read((w) => w.grad!)
  model.loadStateDict(before) // to look at a batch changes its statistics
  const losses = Array.from({ length: given.steps }, () => optimizer.step(loss))
  const after = new Map(model.buffers())
  const statistics = new Map(
    Object.entries(buffers).map(([name, path]) => [name, plain(after.get(path)!)] as const),
  )
  return { losses: { shape: [given.steps], data: losses }, gradients, weights: read((w) => w), statistics }
}

type Slack = (name: string) => number

const each = (
  what: string,
  found: Named,
  wanted: Named,
  tolerance: Check['tolerance'],
  slack: Slack = () => 0,
): Check[] =>
  [...wanted].map(([name, numbers]) => ({
    what: `${what} ${name}`,
    found: found.get(name),
    wanted: numbers,
    tolerance: { ...tolerance, slack: numbers.data.map(() => slack(name)) },
  }))

/** What rounding leaves of a gradient that is 0. */
const remains = { float32: 1e-6, float64: 1e-16 }
/** What PyTorch's rules add to the size that they divide a gradient by, 1e-8 where not said; 1 where they do not divide. */
const eps: Readonly<Record<string, number>> = {
  SGD: 1,
  ASGD: 1,
  LBFGS: 1,
  Adagrad: 1e-10,
  Adadelta: 1e-6,
  Rprop: 0,
}

/**
 * How far an idle bias may stray. One before a BatchNorm has a gradient of 0, which is what rounding leaves of it; a rule that
 * divides by the gradient's size makes steps of that, up to lr each, and more with momentum. It moves the running mean along.
 */
function slackOf(
  gradients: Named,
  optimizer: string,
  lr: number,
  steps: number,
  hyper: Hyper,
  { dtype }: Run,
): Slack {
  const idle = [...gradients].filter(([, { data }]) => data.every((g) => Math.abs(g) < 1e-14))
  const names = new Set(idle.map(([name]) => name))
  const divides = Math.min(1, remains[dtype] / number(hyper, 'eps', eps[optimizer] ?? 1e-8))
  const growth = optimizer === 'Rprop' ? 1.2 : 1 // of its steps, from one to the next
  const walked = Array.from({ length: steps }, (_, k) => lr * growth ** k).reduce(
    (sum, step) => sum + step,
    0,
  )
  const reach = (walked * divides) / (1 - number(hyper, 'momentum', 0))
  const strays = (name: string) => names.has(name) || (names.size > 0 && name === 'running_mean')
  return (name) => (strays(name) ? reach : 0)
}

function runCase(file: Json, given: Json): Case {
  const name = given.get('model').string()
  const optimizer = given.get('optimizer').string()
  const { lr, ...hyper } = given.get('hyper').fields<Hyper & { lr: number }>()
  const steps = given.get('steps').number()
  const model = file.get(name)
  const training = {
    x: model.get('x').numbers(),
    y: model.get('y').numbers(),
    init: named(model.get('init')),
    steps,
  }
  const losses = given.get('losses').numbers()
  const [gradients, weights] = ['first_gradients', 'final_params'].map((key) => named(given.get(key)))
  const statistics = ['running_mean', 'running_var'].filter((key) => given.has(key))
  const buffers: Named = new Map(statistics.map((key) => [key, given.get(key).numbers()]))
  return {
    name: `${name} trained by ${[optimizer, ...Object.entries(hyper).map((entry) => entry.join(' '))].join(', ')}`,
    run(run) {
      const build = builders[name] ?? model.refuse(`one of the models ${Object.keys(builders).join(', ')}`)
      const found = train(build, [{ torch: optimizer, variant: optimizer }, lr, hyper], training, run)
      const slack = slackOf(gradients, optimizer, lr, steps, hyper, run)
      const ofEnds = optimizer === 'LBFGS' ? ofLbfgs(run) : ofFinalParameters(run)
      return [
        {
          what: 'losses',
          found: found.losses,
          wanted: losses,
          tolerance: optimizer === 'LBFGS' ? ofEnds : ofLosses(run),
        },
        ...each('first gradient of', found.gradients, gradients, ofGradients('conv', run)),
        ...each('final', found.weights, weights, ofEnds, slack),
        ...each('final', found.statistics, buffers, ofEnds, slack),
      ]
    },
  }
}

export const endToEndCases = (file: Json): Case[] =>
  file
    .get('runs')
    .list()
    .map((given) => runCase(file, given))

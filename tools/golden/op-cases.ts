// golden/ops@1: an op's outputs, and its gradients for a given upstream gradient. Read `ops.ts` first.
import { mul, record, sum, tensor, type Tensor } from '../../packages/glissade/src/index.ts'
import { NotOffered, type Case, type Check, type Run } from './case.ts'
import type { Json, Numbers } from './json.ts'
import { ops, type Attributes, type Inputs, type Row } from './ops.ts'
import { ofGradients, ofValues } from './tolerances.ts'
import { unread } from './vocabulary.ts'

interface Input extends Numbers {
  readonly dtype: string
}
type Table<T> = readonly (readonly [string, T])[]

interface Question {
  readonly name: string
  readonly op: string
  readonly attributes: Attributes
  readonly inputs: Table<Input>
  readonly outputs: Table<Numbers>
  readonly upstream: Table<Numbers>
  readonly gradients: Table<Numbers>
}

const entries = <T>(at: Json, read: (value: Json) => T): Table<T> =>
  at.entries().map(([key, value]) => [key, read(value)])

/** Numbers with their shape beside them. */
function shaped(at: Json): Numbers {
  const shape = at.get('shape').numbers().data
  const { data } = at.get('data').numbers()
  if (shape.reduce((n, d) => n * d, 1) !== data.length) at.refuse(`data of shape (${shape.join(', ')})`)
  return { shape, data }
}

/** Numbers in the shape of what they belong to; the lists themselves do not say it where an axis is empty. */
function alike(at: Json, table: Table<Numbers>): Table<Numbers> {
  const shapes = new Map(table.map(([key, { shape }]) => [key, shape]))
  return at.entries().map(([key, value]) => {
    const { shape, data } = value.numbers()
    return [key, { shape: data.length === 0 ? (shapes.get(key) ?? shape) : shape, data }]
  })
}

function question(at: Json): Question {
  const state = ['running_mean_after', 'running_var_after'].filter((name) => at.has(name))
  const inputs = entries(at.get('inputs'), (x) => ({ ...shaped(x), dtype: x.get('dtype').string() }))
  const outputs = entries(at.get('outputs'), shaped)
  return {
    name: at.get('name').string(),
    op: at.get('op').string(),
    attributes: at.optional('attrs', (a) => a.fields<Attributes>()) ?? {},
    inputs,
    outputs: [...outputs, ...state.map((name) => [name, at.get(name).numbers()] as const)],
    upstream: at.optional('grad_outputs', (x) => alike(x, outputs)) ?? [],
    gradients: at.optional('grad_inputs', (x) => alike(x, inputs)) ?? [],
  }
}

/** Integers index, truth values are masks of 1 and 0, all others are leaves. */
function leaf({ shape, data, dtype }: Input, run: Run): Tensor {
  if (dtype === 'int64') return tensor(Int32Array.from(data), { shape })
  return constant({ shape, data }, run, dtype === 'float64')
}
const constant = ({ shape, data }: Numbers, run: Run, requiresGrad = false): Tensor =>
  tensor(run.dtype === 'float64' ? Float64Array.from(data) : Float32Array.from(data), { shape, requiresGrad })

const isTensor = (result: Tensor | Inputs): result is Tensor => Array.isArray((result as Tensor).shape)

function answer(
  row: Row,
  { inputs, attributes, upstream }: Question,
  run: Run,
): { outputs: Inputs; leaves: Inputs } {
  const leaves: Inputs = Object.fromEntries(inputs.map(([key, input]) => [key, leaf(input, run)]))
  const outputs = record(() => {
    const result = row(leaves, attributes)
    const named = isTensor(result) ? { out: result } : result
    upstream
      .filter(([key]) => key in named)
      .map(([key, dy]) => sum(mul(named[key], constant(dy, run))))
      .forEach((pull) => pull.backward({ retain: true }))
    return named
  })
  return { outputs, leaves }
}

/** Outputs, and gradients as `gradient of a`, by name. */
function computed(asked: Question, run: Run): Inputs {
  if (!Object.hasOwn(ops, asked.op)) throw new NotOffered(asked.op)
  const keys = asked.inputs.map(([key]) => key)
  const unknown = unread(asked.op, keys, asked.attributes)
  if (unknown.length > 0) throw new NotOffered(`${asked.op} with ${unknown.join(', ')}`)
  const { outputs, leaves } = answer(ops[asked.op], asked, run)
  const gradients = Object.entries(leaves).flatMap(([key, x]) =>
    x.grad ? [[`gradient of ${key}`, x.grad]] : [],
  )
  return { ...outputs, ...Object.fromEntries(gradients) }
}

const rounded = (table: Table<Input>): Table<Input> =>
  table.map(([key, input]) => [key, { ...input, data: input.data.map(Math.fround) }])

/** What rounding the inputs to float32 does to the exact results. Near 1000 it moves an exponential by 6e-5 of itself. */
function slackOf(asked: Question): Readonly<Record<string, number[]>> {
  const exactly: Run = { dtype: 'float64', backend: 'reference' }
  const [given, moved] = [asked, { ...asked, inputs: rounded(asked.inputs) }].map((each) =>
    computed(each, exactly),
  )
  const distance = (name: string) => Array.from(given[name].data, (x, i) => Math.abs(x - moved[name].data[i]))
  return Object.fromEntries(Object.keys(given).map((name) => [name, distance(name)]))
}

function check(asked: Question, run: Run): Check[] {
  const found = computed(asked, run)
  const slack = run.dtype === 'float32' ? slackOf(asked) : {}
  const values = asked.outputs.map(([what, wanted]) => ({ what, wanted, tolerance: ofValues(run) }))
  const gradients = asked.gradients.map(([key, wanted]) => ({
    what: `gradient of ${key}`,
    wanted,
    tolerance: ofGradients(asked.op, run),
  }))
  return [...values, ...gradients].map(({ what, wanted, tolerance }) => ({
    what,
    found: found[what],
    wanted,
    tolerance: { ...tolerance, ...(slack[what] ? { slack: slack[what] } : {}) },
  }))
}

export const opCases = (file: Json): Case[] =>
  file
    .get('cases')
    .list()
    .map(question)
    .map((asked) => ({ name: asked.name, run: (run) => check(asked, run) }))

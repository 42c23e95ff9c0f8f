// Recurrent layers against cells called step by step: the same numbers, the same gradients, in every arrangement.
import {
  add,
  concat,
  gradients,
  mul,
  noGrad,
  randn,
  record,
  reshape,
  slice,
  stack,
  sum,
  tensor,
  type Tensor,
} from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import {
  carry,
  Gru,
  Lstm,
  LstmCell,
  mse,
  Rnn,
  type Cell,
  type Recurrent,
  type StateOf,
} from '../src/index.ts'

const [BATCH, TIME, INPUTS, HIDDEN] = [3, 4, 2, 3]
const normal = (shape: readonly number[], seed: number) =>
  tensor(randn(shape, { seed, dtype: 'float64' }).data, { shape, requiresGrad: true })
const options = { rng: generator(1), dtype: 'float64' as const }
const made = (): Record<string, Recurrent> => ({
  Rnn: new Rnn(INPUTS, HIDDEN, options),
  'Rnn of relu, two layers': new Rnn(INPUTS, HIDDEN, { ...options, activation: 'relu', layers: 2 }),
  Lstm: new Lstm(INPUTS, HIDDEN, options),
  'Lstm of two layers, both ways': new Lstm(INPUTS, HIDDEN, { ...options, layers: 2, bidirectional: true }),
  Gru: new Gru(INPUTS, HIDDEN, { ...options, init: 'pytorch' }),
  'Gru both ways, without biases': new Gru(INPUTS, HIDDEN, { ...options, bidirectional: true, bias: false }),
})

/** A cell on one sequence of real steps: outputs in their order, and the state it ends with. */
function unrolled(cell: Cell, x: Tensor, first: readonly Tensor[], reverse: boolean) {
  const steps = Array.from({ length: x.shape[1] }, (_, k) => (reverse ? x.shape[1] - 1 - k : k))
  let state = Object.fromEntries(cell.states.map((name, s) => [name, first[s]]))
  const outputs: Tensor[] = []
  for (const t of steps) {
    state = cell.forward(slice(x, [null, t]), state)
    outputs[t] = state.h
  }
  return { output: stack(outputs, 1), end: cell.states.map((name) => state[name]) }
}

/** The layer by its cells alone, sequence b by itself, so that padding never comes into it. */
function byCells(layer: Recurrent, x: Tensor, first: readonly Tensor[], b: number, length: number) {
  let y = slice(x, [
    [b, b + 1],
    [0, length],
  ])
  const ends: Tensor[][] = first.map(() => [])
  layer.cells.forEach((cell, k) => {
    const both = [cell, layer.reversed[k]].filter(Boolean).map((each, way, { length: ways }) => {
      const start = first.map((part) => slice(part, [k * ways + way, [b, b + 1]]))
      const { output, end } = unrolled(each, y, start, way === 1)
      end.forEach((part, s) => ends[s].push(part))
      return output
    })
    y = concat(both, 2)
  })
  return { output: reshape(y, y.shape.slice(1)), state: ends.map((parts) => concat(parts, 0)) }
}

const total = (terms: readonly Tensor[]): Tensor => terms.reduce((a, b) => add(a, b))

function close(found: readonly Tensor[], wanted: readonly Tensor[]): void {
  expect(found.map(({ shape }) => shape)).toEqual(wanted.map(({ shape }) => shape))
  found.forEach((x, i) => x.data.forEach((each, k) => expect(each).toBeCloseTo(wanted[i].data[k], 11)))
}

describe.each(Object.keys(made()))('%s', (name) => {
  const layer = made()[name]
  const ways = layer.reversed.length > 0 ? 2 : 1
  const x = normal([BATCH, TIME, INPUTS], 2)
  const states = layer.cells[0].states
  const first = states.map((_, s) => normal([layer.cells.length * ways, BATCH, HIDDEN], 3 + s))
  const state = Object.fromEntries(states.map((part, s) => [part, first[s]]))
  const leaves = [x, ...first, ...Array.from(layer.parameters(), ([, each]) => each)]
  const upstream = normal([BATCH, TIME, HIDDEN * ways], 9).detach()
  const atEnd = states.map((_, s) => normal(first[s].shape, 11 + s).detach())

  it.each([
    ['of one length', [TIME, TIME, TIME]],
    ['of several lengths', [2, TIME, 1]],
  ])(
    'computes what its cells compute step by step on sequences %s, and so do the gradients',
    (_, lengths) => {
      const found = record(() => {
        const { output, state: end } = layer.run(x, { state, lengths })
        const loss = [sum(mul(output, upstream)), ...states.map((part, s) => sum(mul(end[part], atEnd[s])))]
        const outputs = lengths.map((length, b) => slice(output, [b, [0, length]]))
        return [...outputs, ...states.map((part) => end[part]), ...gradients(total(loss), leaves)]
      })
      const wanted = record(() => {
        const each = lengths.map((length, b) => byCells(layer, x, first, b, length))
        const outputs = each.map(({ output }) => output)
        const ends = states.map((_part, s) =>
          stack(
            each.map((one) => one.state[s]),
            1,
          ),
        )
        const loss = [
          ...outputs.map((y, b) => sum(mul(y, slice(upstream, [b, [0, lengths[b]]])))),
          ...ends.map((end, s) => sum(mul(end, atEnd[s]))),
        ]
        return [...outputs, ...ends, ...gradients(total(loss), leaves)]
      })
      close(found, wanted)
    },
  )

  it('lets nothing of what stands at padded steps through, neither forwards nor backwards', () => {
    const lengths = [2, TIME, 0]
    const spoilt = tensor(x.data.slice(), { shape: x.shape, requiresGrad: true })
    lengths.forEach((length, b) =>
      spoilt.data.fill(NaN, (b * TIME + length) * INPUTS, (b + 1) * TIME * INPUTS),
    )
    const [output, end, ...gradient] = record(() => {
      const run = layer.run(spoilt, { state, lengths })
      return [run.output, run.state.h, ...gradients(sum(run.output), [spoilt, ...leaves.slice(1)])]
    })
    expect([output, end, ...gradient].every((each) => each.data.every(Number.isFinite))).toBe(true)
    const padding = (each: Tensor) => lengths.flatMap((length, b) => [...slice(each, [b, [length]]).data])
    expect(new Set([...padding(output), ...padding(gradient[0])])).toEqual(new Set([0]))
    expect(slice(end, [null, 2]).toArray()).toEqual(slice(first[0], [null, 2]).toArray())
  })

  it('takes a mask with holes as if those steps were not there', () => {
    const mask = tensor([[1, 0, 1, 1], [0, 1, 1, 0], [1, 1, 1, 1]], { dtype: 'int32' }) // prettier-ignore
    const holes = noGrad(() => layer.run(x, { state, mask }))
    const rows = (mask.toArray() as number[][]).map((row) => row.flatMap((m, t) => (m ? [t] : [])))
    rows.forEach((steps, b) => {
      const closed = stack(
        steps.map((t) => slice(x, [b, t])),
        0,
      )
      const alone = byCells(
        layer,
        reshape(closed, [1, ...closed.shape]),
        first.map((part) => slice(part, [null, [b, b + 1]])),
        0,
        steps.length,
      )
      close(
        [
          stack(
            steps.map((t) => slice(holes.output, [b, t])),
            0,
          ),
          slice(holes.state.h, [null, b]),
        ],
        [alone.output, alone.state[0]],
      )
    })
  })

  it('goes on from a carried state as if the sequence had not been cut', () => {
    if (ways === 2) return
    const whole = layer.run(x, { state })
    const [part, end] = record(() => {
      const { output, state: next } = layer.run(slice(x, [null, [0, 2]]), { state })
      return [output, carry(next)] as const
    })
    expect(Object.values(end).every((each) => each.step === undefined && !each.released)).toBe(true)
    const rest = layer.run(slice(x, [null, [2]]), { state: end })
    close([concat([part, rest.output], 1), rest.state.h], [whole.output, whole.state.h])
  })

  it('gives the output of the last real step, of both ways, when it was told to', () => {
    const lengths = [2, TIME, 1]
    const last = Object.assign(made()[name], { outputs: 'last' })
    const { output } = layer.run(x, { state, lengths })
    const forwards = lengths.map((length, b) => slice(output, [b, length - 1, [0, HIDDEN]]))
    const backwards = lengths.map((_, b) => slice(output, [b, 0, [HIDDEN]]))
    for (const [path, each] of last.parameters()) each.data.set(new Map(layer.parameters()).get(path)!.data)
    close(
      [last.forward(x, { state, lengths })],
      [concat(ways === 2 ? [stack(forwards), stack(backwards)] : [stack(forwards)], 1)],
    )
  })
})

it.each(['Rnn', 'Rnn of relu, two layers', 'Lstm of two layers, both ways', 'Gru'])(
  '%s computes in float32 what it computes in float64, to rounding, padding too',
  (name) => {
    const exact = made()[name]
    const twin = { Rnn, Lstm, Gru }[name.split(' ')[0] as 'Rnn' | 'Lstm' | 'Gru']
    const { length } = exact.cells
    const single = new twin(INPUTS, HIDDEN, {
      rng: generator(1),
      layers: length,
      bidirectional: exact.reversed.length > 0,
      ...(name.includes('relu') ? { activation: 'relu' } : {}),
    })
    const own = new Map(exact.parameters())
    for (const [path, each] of single.parameters()) each.data.set(own.get(path)!.data)
    const data = normal([BATCH, TIME, INPUTS], 2).data
    const gradient = (layer: Recurrent, x: Tensor) => {
      const target = layer.flat()
      target.evaluate(() => sum(mul(layer.forward(x, { lengths: [2, TIME, 1] }), layer.forward(x))))
      return target.gradient
    }
    const found = gradient(single, tensor(Float32Array.from(data), { shape: [BATCH, TIME, INPUTS] }))
    const wanted = gradient(exact, tensor(data, { shape: [BATCH, TIME, INPUTS] }))
    expect(found.some((g) => Math.abs(g) > 0.1)).toBe(true)
    found.forEach((g, i) =>
      expect(Math.abs(g - wanted[i])).toBeLessThan(1e-5 * Math.max(1, Math.abs(wanted[i]))),
    )
  },
)

it('A gate starts as the literature has it, or as PyTorch', () => {
  const { weight, recurrentWeight, bias } = new LstmCell(8, 16, { rng: generator(3), dtype: 'float64' })
  expect(Array.from(bias!.data)).toEqual(
    [16, 16, 16, 16].flatMap((n, k) => new Array<number>(n).fill(k === 1 ? 1 : 0)),
  )
  for (let k = 0; k < 4; k++) {
    const u = slice(recurrentWeight, [null, [16 * k, 16 * (k + 1)]]).toArray() as number[][]
    const product = u.map((a) => u.map((b) => a.reduce((s, v, i) => s + v * b[i], 0)))
    product.forEach((row, i) => row.forEach((v, j) => expect(v).toBeCloseTo(i === j ? 1 : 0, 5)))
  }
  expect(Math.max(...weight.data.map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(6 / (8 + 16)))
  const torch = new LstmCell(8, 16, { rng: generator(3), init: 'pytorch' })
  const bound = (x: { data: ArrayLike<number> }) => Math.max(...Array.from(x.data, Math.abs))
  expect([bound(torch.weight), bound(torch.recurrentWeight)].every((b) => b <= 0.25 && b > 0.2)).toBe(true)
  expect(bound(torch.bias!)).toBeLessThanOrEqual(0.5)
  expect(new LstmCell(8, 16, { rng: generator(3), forgetBias: 2 }).bias!.data[16]).toBe(2)
})

it('Truncated backpropagation trains on chunks, each step with the state that the last one left', () => {
  const layer = new Lstm(1, 8, { rng: generator(5) })
  const target = layer.flat()
  let state: StateOf<'h' | 'c'> | undefined
  const losses = Array.from({ length: 150 }, (_, k) => {
    const wave = Float32Array.from({ length: 11 }, (_, i) => Math.sin((10 * k + i) / 3) / 2)
    const [x, y] = [wave.slice(0, 10), wave.slice(1)].map((data) => tensor(data, { shape: [1, 10, 1] }))
    const loss = target.evaluate(() => {
      const { output, state: next } = layer.run(x, state ? { state } : {})
      state = carry(next)
      return mse(slice(output, [null, null, [0, 1]]), y)
    })
    target.gradient.forEach((g, i) => (target.value[i] -= 0.5 * g))
    return loss
  })
  expect(losses[0]).toBeGreaterThan(0.05)
  expect(losses.slice(-10).every((loss) => loss < 0.01)).toBe(true)
})

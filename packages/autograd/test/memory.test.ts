// Ten thousand recorded steps of training in constant memory, with nothing freed by hand.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import * as g from '../src/index.ts'
import {
  add,
  assign,
  keep,
  matmul,
  mul,
  noGrad,
  record,
  relu,
  sub,
  tensor,
  type Tensor,
} from '../src/index.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes on the heap and in array buffers, once the garbage is gone. */
function live(): { heap: number; buffers: number } {
  collectGarbage()
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { heap: heapUsed, buffers: arrayBuffers }
}

/** How much more is live after `steps` steps than after a tenth of them. */
function growth(step: (i: number) => void, steps: number): { heap: number; buffers: number } {
  for (let i = 0; i < steps / 10; i++) step(i)
  const before = live()
  for (let i = steps / 10; i < steps; i++) step(i)
  const after = live()
  return { heap: after.heap - before.heap, buffers: after.buffers - before.buffers }
}

/** A small network, trained by hand on a made-up task. */
function network() {
  const weight = (shape: number[], seed: number) =>
    tensor(g.mul(g.randn(shape, { seed }), 0.5).data, { shape, requiresGrad: true })
  const [w1, b1, w2, b2] = [weight([3, 8], 1), weight([8], 2), weight([8, 1], 3), weight([1], 4)]
  const x = g.randn([16, 3], { seed: 5 })
  const y = g.sum(mul(x, tensor([1, -2, 0.5])), { axis: 1, keepDims: true })
  const loss = () => g.mean(g.square(sub(add(matmul(relu(add(matmul(x, w1), b1)), w2), b2), y)))
  const train = (): number => {
    const value = record(() => {
      const l = loss()
      l.backward()
      return l.item()
    })
    for (const w of [w1, b1, w2, b2]) {
      noGrad(() => assign(w, sub(w, mul(w.grad as Tensor, 0.01))))
      w.grad = undefined
    }
    return value
  }
  return { train, weights: [w1, b1, w2, b2], loss }
}

describe('memory stays constant', () => {
  it('over 10,000 steps of training, which learn', { timeout: 60_000 }, () => {
    const { train } = network()
    const losses: number[] = [train()]
    let last = 0
    const { heap, buffers } = growth(() => (last = train()), 10_000)
    expect(last).toBeLessThan(losses[0] / 100)
    expect(heap).toBeLessThan(1024 * 1024)
    expect(buffers).toBeLessThan(64 * 1024)
  })

  // All ten thousand: STEPS=10000 npx vitest run --project 'autograd on wasm' packages/autograd/test/memory.test.ts
  const steps = Number(process.env.STEPS ?? 500)
  it(`over ${steps} steps of a convolution and its pooling`, { timeout: 600_000 }, () => {
    const x = g.randn([4, 1, 10, 10], { seed: 1 })
    const w = g.randn([3, 1, 3, 3], { seed: 2, requiresGrad: true })
    const train = () => {
      record(() => g.mean(g.square(g.maxPool2d(relu(g.conv2d(x, w, { padding: 1 })), 2))).backward())
      noGrad(() => assign(w, sub(w, mul(w.grad as Tensor, 0.01))))
      w.grad = undefined
    }
    const { heap, buffers } = growth(train, steps)
    expect(heap).toBeLessThan(1024 * 1024)
    expect(buffers).toBeLessThan(64 * 1024)
  })

  it('over 1,000 steps that throw in the middle', () => {
    const { loss } = network()
    let thrown = 0
    const { heap, buffers } = growth(() => {
      try {
        record(() => {
          loss().backward()
          throw new RangeError('on purpose')
        })
      } catch {
        thrown++
      }
    }, 1000)
    expect(thrown).toBe(1000)
    expect(heap).toBeLessThan(1024 * 1024)
    expect(buffers).toBeLessThan(64 * 1024)
  })

  it('over 1,000 gradients of gradients', () => {
    const f = g.grad(g.grad((x: Tensor) => mul(g.sin(x), g.square(x))))
    const { heap, buffers } = growth((i) => f(i / 1000), 1000)
    expect(heap).toBeLessThan(1024 * 1024)
    expect(buffers).toBeLessThan(64 * 1024)
  })

  it('and a leak of one small tensor a step would be seen', () => {
    const { train, weights } = network()
    const leaked: Tensor[] = []
    const { heap } = growth(() => {
      train()
      leaked.push(keep(weights[0]))
    }, 2000)
    expect(leaked).toHaveLength(2000)
    expect(heap).toBeGreaterThan(512 * 1024)
  })
})

describe('what a recording held can be collected', () => {
  it('though a leaf of it lives on', () => {
    const x = tensor([1, 2], { requiresGrad: true })
    const refs: WeakRef<Tensor>[] = []
    record(() => {
      const y = mul(x, 3)
      refs.push(new WeakRef(y))
      g.sum(y).backward()
    })
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      collectGarbage()
      expect(refs[0].deref()).toBeUndefined()
    })
  })
  it('though one of its results is still held: that keeps its own memory alone', () => {
    const kept: Tensor[] = []
    const refs: WeakRef<Tensor>[] = []
    record(() => {
      const x = tensor([1, 2], { requiresGrad: true })
      const y = mul(x, 3)
      refs.push(new WeakRef(y))
      kept.push(add(y, 1))
    })
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      collectGarbage()
      expect(refs[0].deref()).toBeUndefined()
      expect(kept[0].released).toBe(true)
    })
  })
})

// The driver: groups, freezing, schedules, what stands around a rule, state and its refusals.
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  adadelta,
  clipByGlobalNorm,
  defineRule,
  lookaheadAdam,
  lookaheadAdamax,
  lookaheadAdamScaled,
  momentum,
  nag,
  Optimizer,
  schedules,
  sgd,
} from '../src/index.ts'
import type { ConfiguredRule, OptimizerOptions, Stepper, Transform, Update } from '../src/index.ts'
import { after, flatLoss, ones, sizes } from './ones.ts'
import { vector } from './vector.ts'

describe('a step', () => {
  it('returns the loss, counts, and says who wrote', () => {
    const target = vector([1])
    const optimizer = new Optimizer(target, sgd({ lr: 0.5 }))
    expect(optimizer.step(() => ({ loss: 7, gradient: [1] }))).toBe(7)
    expect([optimizer.t, target.value[0], target.touched]).toEqual([1, 0.5, ['sgd']])
  })

  it('changes what the optimizer prints as: its rule, the rates to come, the steps taken', () => {
    const optimizer = new Optimizer(vector([1]), momentum({ lr: (t) => 0.5 / (t + 1) }))
    expect(inspect(optimizer)).toBe('Optimizer: momentum, lr 0.5, momentum 0.9; 0 steps taken')
    optimizer.step(() => ({ loss: 7, gradient: [1] }))
    expect(String(optimizer)).toBe('Optimizer: momentum, lr 0.25, momentum 0.9; 1 steps taken')
  })

  it('without a loss takes the gradient as it stands', () => {
    const target = vector([1])
    target.gradient[0] = 2
    expect(new Optimizer(target, sgd({ lr: 0.25 })).step()).toBeUndefined()
    expect(target.value[0]).toBe(0.5)
  })

  it('takes a model that has a flat vector, and a rule that was not called', () => {
    const target = vector([1])
    new Optimizer({ flat: () => target }, sgd).step(() => ({ loss: 0, gradient: [1] }))
    expect(target.value[0]).toBe(1 - 0.01)
  })

  it('changes nothing when the loss throws', () => {
    const target = vector([1])
    const optimizer = new Optimizer(target, momentum())
    const broken = () => {
      throw new RangeError('out of memory')
    }
    expect(() => optimizer.step(broken)).toThrow(RangeError)
    expect([optimizer.t, target.value[0], optimizer.state().slots.v[0]]).toEqual([0, 1, 0])
  })

  it('climbs with maximize', () => {
    expect(after(sgd({ lr: 0.5 }), { maximize: true })).toEqual([1.5, 1.5, 1.5, 1.5, 1.5, 1.5])
  })
})

describe('schedules', () => {
  it('are asked for the number of steps taken, and may drive any hyper-parameter', () => {
    const asked: number[] = []
    const lr = (t: number) => (asked.push(t), 0.5)
    const target = vector([1])
    const optimizer = new Optimizer(
      target,
      momentum({ lr, momentum: schedules.step(0.5, { every: 1, factor: 0.5 }) }),
    )
    for (let k = 0; k < 3; k++) optimizer.step(() => ({ loss: 0, gradient: [1] }))
    expect(asked).toEqual([0, 1, 2])
    expect(optimizer.state().slots.v[0]).toBe(0.5 + 0.125 * (0.5 + 0.25 * 0.5))
    expect(optimizer.hyper()).toEqual({ lr: 0.5, momentum: 0.0625 })
  })
})

describe('a rule of one’s own', () => {
  it('runs as its loop, with memory, prepared numbers per parameter and starting values', () => {
    const mine = defineRule({
      name: 'mine',
      hyper: { lr: 1, first: 5 },
      slots: ['s'],
      start: ({ first }) => ({ s: first }),
      memory: { sum: 0 },
      before: ({ sum, t }) => ({ sum: sum + t }),
      prepare({ w }, _, { lo, hi }) {
        let total = 0
        for (let i = lo; i < hi; i++) total += w[i]
        return { total }
      },
      update({ w, s }, { lr, sum, total }, lo, hi) {
        for (let i = lo; i < hi; i++) {
          s[i] += sum
          w[i] += lr * total
        }
      },
    })
    const target = vector([1, 2, 3], Float64Array, { a: 2, b: 1 })
    const optimizer = new Optimizer(target, mine())
    optimizer.step()
    optimizer.step()
    expect([...target.value]).toEqual([13, 14, 12])
    expect(optimizer.state()).toEqual({
      rule: 'mine',
      t: 2,
      hyper: ['lr', 'first'],
      slots: { s: Float64Array.of(9, 9, 9) },
      memory: [{ sum: 3 }],
    })
  })

  it('may take its gradient ahead, and gets its weights back when the loss throws there', () => {
    const peek = defineRule({
      name: 'peek',
      hyper: { lr: 1 },
      slots: [],
      ahead({ w, kept }, { lr }, lo, hi) {
        for (let i = lo; i < hi; i++) {
          kept[i] = w[i]
          w[i] -= lr
        }
      },
      update({ w, g }, { lr }, lo, hi) {
        for (let i = lo; i < hi; i++) w[i] += lr * g[i]
      },
    })
    const target = vector([5])
    const optimizer = new Optimizer(target, peek())
    expect(optimizer.step(() => ({ loss: target.value[0], gradient: [10] }))).toBe(4)
    expect(target.value[0]).toBe(14)
    expect(() =>
      optimizer.step(() => {
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(target.value[0]).toBe(14)
    expect(() => optimizer.step()).toThrow(
      'peek: step() was called without a loss; this rule takes its gradient at a look-ahead point. Call step(() => loss).',
    )
  })

  it('has to keep the weights before it moves them ahead', () => {
    const careless = defineRule({
      name: 'careless',
      hyper: { lr: 1 },
      slots: [],
      ahead({ w }, { lr }, lo, hi) {
        for (let i = lo; i < hi; i++) w[i] -= lr
      },
      update() {},
    })
    const target = vector([5])
    expect(() => new Optimizer(target, careless()).step(() => ({ loss: 0, gradient: [1] }))).toThrow(
      'careless: ahead does not keep the weights; it needs kept[i] = w[i] before it moves w[i], for the way back when the loss throws.',
    )
    expect(target.value[0]).toBe(5)
  })

  it('is seen everywhere by a rule that looks ahead, though it is marked sparse', () => {
    const marked = defineRule({ ...nag, name: 'marked', sparse: 'same' })
    const paths = [marked, nag].map((rule) => {
      const target = { ...vector([1, 2]), touchedRanges: () => [{ lo: 0, hi: 1 }] }
      const optimizer = new Optimizer(target, rule({ lr: 0.1 }))
      for (let t = 1; t <= 3; t++) optimizer.step(() => ({ loss: 0, gradient: [t, 0] }))
      return [...target.value]
    })
    expect(paths[0]).toEqual(paths[1])
  })

  it.each([nag, lookaheadAdam, lookaheadAdamScaled, lookaheadAdamax] as const)(
    'decays the weights themselves, not the point ahead: $name',
    (rule: (settings: { lr: number }) => ConfiguredRule) => {
      const [plain, decayed] = [vector([4]), vector([4])]
      const optimizers = [
        new Optimizer(plain, rule({ lr: 0.1 })),
        new Optimizer(decayed, rule({ lr: 0.1 }), { decoupledWeightDecay: 0.5 }),
      ]
      for (let t = 1; t <= 3; t++) {
        const before = decayed.value[0]
        const step = plain.value[0]
        for (const optimizer of optimizers) optimizer.step(() => ({ loss: 0, gradient: [t] }))
        expect(decayed.value[0]).toBeCloseTo(before * 0.95 + plain.value[0] - step, 12)
      }
    },
  )
})

describe('a transform that throws', () => {
  const throwing = {
    name: 'throwing',
    apply: () => {
      throw new RangeError('no')
    },
  }
  it.each([nag(), momentum(), lookaheadAdam()])(
    'leaves weights and state of $rule.name where they were',
    (rule) => {
      const target = vector([5])
      const armed: Transform[] = []
      const optimizer = new Optimizer(target, rule, { transforms: armed })
      optimizer.step(() => ({ loss: 0, gradient: [1] }))
      const [weights, state] = [target.value.slice(), optimizer.state()]
      armed.push(throwing)
      expect(() => optimizer.step(() => ({ loss: 0, gradient: [1] }))).toThrow('no')
      expect(target.value).toEqual(weights)
      expect(optimizer.state().t).toBe(state.t)
      expect(optimizer.state().slots.v).toEqual(state.slots.v)
    },
  )
})

describe('a part after the rule', () => {
  it('is told each parameter’s rate, and 1 where the rule has none', () => {
    const rates: number[] = []
    const watching = {
      name: 'watching',
      apply: ({ segments, rate }: Update) => void rates.push(...segments.map(rate)),
    }
    const step = (rule: ConfiguredRule, groups: OptimizerOptions['groups'] = []) =>
      new Optimizer(vector(ones, Float64Array, sizes), rule, { proximal: watching, groups }).step(flatLoss)
    step(sgd({ lr: 0.5 }), [{ match: '**.bias', lr: 0.25 }])
    step(adadelta())
    expect(rates).toEqual([0.5, 0.25, 0.5, 0.25, 1, 1, 1, 1])
  })
})

describe('the stepper', () => {
  it('comes with the target, unless another one is chosen', () => {
    const ran: string[] = []
    const named = (name: string): Stepper => ({ run: () => ran.push(name) > 0 })
    const target = { ...vector([1]), stepper: named('target') }
    new Optimizer(target, sgd()).step()
    new Optimizer(target, sgd(), { stepper: named('chosen') }).step()
    expect(ran).toEqual(['target', 'chosen'])
  })

  it('runs what it can, allocates the slots, and gets them back', () => {
    const released: number[] = []
    const stepper: Stepper = {
      run({ name }, { w }, _, lo, hi) {
        if (name !== 'momentum') return false
        w.fill(42, lo, hi)
        return true
      },
      allocate: () => Float64Array.of(8, 8),
      release: (array) => void released.push(array[0]),
    }
    const target = vector([1, 1])
    const optimizer = new Optimizer(target, momentum(), { stepper, weightDecay: 0.5 })
    optimizer.step()
    expect([...target.value, ...target.gradient]).toEqual([42, 42, 0.5, 0.5])
    optimizer.release()
    optimizer.release()
    expect(released).toEqual([8])
    expect(() => optimizer.step()).toThrow(
      'momentum: this optimizer was released; make a new one to train on.',
    )
  })
})

describe('order', () => {
  it('is sign, transforms, weight decay, rule', () => {
    const target = vector([3, 4])
    const optimizer = new Optimizer(target, sgd({ lr: 1 }), {
      maximize: true,
      weightDecay: 1,
      transforms: [clipByGlobalNorm(1)],
    })
    optimizer.step(() => ({ loss: 0, gradient: [30, 40] }))
    expect([...target.gradient].map((x) => Number(x.toFixed(12)))).toEqual([2.4, 3.2])
  })
})

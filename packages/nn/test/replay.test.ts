// A step that evaluates more than once draws the same masks and moves statistics once.
import { mean, square, tensor } from '@glissade/autograd'
import { generator } from '@glissade/random'
import { describe, expect, it } from 'vitest'
import { BatchNorm, Dense, Dropout, Sequential } from '../src/index.ts'

describe('Evaluating again within a step', () => {
  const model = () => {
    const rng = generator(4)
    return new Sequential(
      new Dense(3, 8, { rng }),
      new BatchNorm(8),
      new Dropout(0.5, { rng }),
      new Dense(8, 1, { rng }),
    )
  }
  const batch = tensor([
    [1, 2, 3],
    [0, 1, 0],
    [2, 0, 1],
  ])

  it('draws the same masks and moves the statistics once', () => {
    const net = model()
    const target = net.flat()
    const loss = () => mean(square(net.forward(batch)))
    const first = target.evaluate(loss, 0)
    const statistics = target.statistics.slice()
    expect([target.evaluate(loss, 1), target.evaluate(loss, 2)]).toEqual([first, first])
    expect(target.statistics).toEqual(statistics)
    expect(target.evaluate(loss, 0)).not.toBe(first)
    expect(target.statistics).not.toEqual(statistics)
  })

  it('goes on with the next masks at the next step, as if it had evaluated once', () => {
    const losses = [1, 3].map((times) => {
      const net = model()
      const target = net.flat()
      const loss = () => mean(square(net.forward(batch)))
      for (let k = 0; k < times; k++) target.evaluate(loss, k)
      return target.evaluate(loss)
    })
    expect(losses[0]).toBe(losses[1])
  })

  it('leaves statistics and generators as they were when the loss throws', () => {
    const net = model()
    const target = net.flat()
    const statistics = target.statistics.slice()
    const loss = () => mean(square(net.forward(batch)))
    const failing = () => {
      net.forward(batch)
      throw new Error('no')
    }
    expect(() => target.evaluate(failing)).toThrow('no')
    expect(target.statistics).toEqual(statistics)
    const undisturbed = model()
    expect(target.evaluate(loss)).toBe(
      undisturbed.flat().evaluate(() => mean(square(undisturbed.forward(batch)))),
    )
  })
})

import { inspect } from 'node:util'
import { keep, type Tensor } from '@glissade/autograd'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generator } from '@glissade/random'
import { checksum } from '../src/checksum.ts'
import { arrayDataset, type BatchOptions, type Dataset } from '../src/index.ts'

/** n samples (2) whose first number is their position, in three classes. */
const counted = (n: number): Dataset =>
  arrayDataset(
    Array.from({ length: n }, (_, i) => [i, -i]),
    Array.from({ length: n }, (_, i) => i % 3),
    { classes: 3 },
  )

const seen = (dataset: Dataset, options: BatchOptions): number[] =>
  [...dataset.batches(options)].flatMap(({ x }) => [...x.data].filter((_, i) => i % 2 === 0))

const ascending = (list: Iterable<number>): number[] => [...list].toSorted((a, b) => a - b)
const upTo = (n: number): number[] => [...Array(n).keys()]

describe('arrayDataset', () => {
  it('makes float32 samples and int32 labels', () => {
    const { x, y, indices } = counted(4).batch()
    expect([x.dtype, x.shape, y.dtype, y.shape]).toEqual(['float32', [4, 2], 'int32', [4]])
    expect(x.toArray()).toEqual([
      [0, -0],
      [1, -1],
      [2, -2],
      [3, -3],
    ])
    expect(y.toArray()).toEqual([0, 1, 2, 0])
    expect([...indices]).toEqual([0, 1, 2, 3])
  })

  it('keeps bytes as bytes, and scales them when a batch is gathered', () => {
    const bytes = Uint8Array.of(0, 51, 102, 255)
    const dataset = arrayDataset(bytes, [0, 1], { shape: [2], scale: 1 / 255 })
    expect(dataset.samples.data).toBe(bytes)
    expect(dataset.batch().x.toArray()).toEqual([
      [0, Math.fround(0.2)],
      [Math.fround(0.4), 1],
    ])
  })

  it('gives bytes without a scale as they are', () => {
    expect(arrayDataset(Uint8Array.of(7, 255), [0, 0], { shape: [] }).batch().x.toArray()).toEqual([7, 255])
  })

  it('uses a Float32Array without a copy and turns a Float64Array into float32', () => {
    const numbers = Float32Array.of(1, 2, 3, 4)
    expect(arrayDataset(numbers, [0, 1], { shape: [2] }).samples.data).toBe(numbers)
    expect(arrayDataset(Float64Array.of(0.1, 0.2), [0, 1], { shape: [] }).batch().x.toArray()).toEqual([
      Math.fround(0.1),
      Math.fround(0.2),
    ])
  })

  it('takes nested and float targets as values', () => {
    const nested = arrayDataset(
      [[1], [2]],
      [
        [0.5, 1],
        [1, 2],
      ],
    )
    expect([nested.classes, nested.batch().y.dtype, nested.batch().y.toArray()]).toEqual([
      0,
      'float32',
      [
        [0.5, 1],
        [1, 2],
      ],
    ])
    expect(arrayDataset([[1], [2]], Float32Array.of(3, 4)).batch().y.shape).toEqual([2])
  })

  it('counts the classes, or takes the count', () => {
    expect(arrayDataset([[1], [2]], [0, 4]).classes).toBe(5)
    expect(arrayDataset([[1], [2]], Uint8Array.of(0, 4), { classes: 10 }).classes).toBe(10)
  })

  it('says what it is', () => {
    expect(String(counted(4))).toBe('Dataset: 4 samples (2), 3 classes')
    expect(inspect(counted(4))).toBe('Dataset: 4 samples (2), 3 classes')
    expect(String(arrayDataset([[1]], [[2]]))).toBe('Dataset: 1 samples (1), targets (1)')
  })
})

describe('batches', () => {
  it.each<[string, BatchOptions, number[]]>([
    ['the whole set for batch descent', { batchSize: 'all' }, [10]],
    ['single samples for stochastic descent', { batchSize: 1 }, Array(10).fill(1)],
    ['mini-batches, the last one smaller', { batchSize: 4 }, [4, 4, 2]],
    ['mini-batches without a smaller last one', { batchSize: 4, dropLast: true }, [4, 4]],
    ['mini-batches that come out even', { batchSize: 5, dropLast: true }, [5, 5]],
    ['one batch when there are fewer samples than that', { batchSize: 64 }, [10]],
    ['those after the skipped ones', { batchSize: 4, skip: 1 }, [4, 2]],
    ['none when all are skipped', { batchSize: 4, skip: 3 }, []],
  ])('give %s', (_, options, sizes) => {
    const batches = counted(10).batches(options)
    expect([...batches].map(({ y }) => y.size)).toEqual(sizes)
    expect(batches.length).toBe(sizes.length + Math.min(options.skip ?? 0, 3))
  })

  it('keep the order unless told to shuffle', () => {
    expect(seen(counted(10), { batchSize: 3 })).toEqual(upTo(10))
  })

  it('of one epoch are a permutation, for any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 70 }),
        fc.integer(),
        fc.nat(5),
        (n, batchSize, seed, epoch) => {
          expect(ascending(seen(counted(n), { batchSize, shuffle: true, seed, epoch }))).toEqual(upTo(n))
        },
      ),
    )
  })

  it('keep x and y together', () => {
    for (const { x, y, indices } of counted(20).batches({ batchSize: 6, shuffle: true, seed: 1 })) {
      indices.forEach((position, i) => expect([x.data[2 * i], y.data[i]]).toEqual([position, position % 3]))
    }
  })

  it('have a new order every epoch, which depends on the seed and the epoch alone', () => {
    const dataset = counted(30)
    const order = (seed: number, epoch: number) =>
      seen(dataset, { batchSize: 7, shuffle: true, seed, epoch }).join()
    const orders = [0, 1, 2].flatMap((epoch) => [1, 2].map((seed) => order(seed, epoch)))
    expect(new Set(orders).size).toBe(6)
    expect(order(1, 2)).toBe(orders[4])
    expect(seen(dataset, { batchSize: 30, shuffle: true, seed: 1, epoch: 2 }).join()).toBe(orders[4])
  })

  it('go on in the middle of an epoch as if nothing had happened', () => {
    const options = { batchSize: 7, shuffle: true, seed: 3, epoch: 4 }
    expect(seen(counted(30), { ...options, skip: 2 })).toEqual(seen(counted(30), options).slice(14))
  })

  it('draw nothing from the generator they are given', () => {
    const rng = generator(8)
    const first = seen(counted(9), { batchSize: 2, shuffle: true, rng })
    rng.uniform()
    expect(seen(counted(9), { batchSize: 2, shuffle: true, rng })).toEqual(first)
    expect(seen(counted(9), { batchSize: 2, shuffle: true, seed: 8 })).toEqual(first)
  })

  it('can be gone through again', () => {
    const batches = counted(9).batches({ batchSize: 2, shuffle: true, seed: 1 })
    const orders = [1, 2].map(() => [...batches].map(({ indices }) => indices.join()))
    expect(orders[1]).toEqual(orders[0])
  })
})

describe('lent batches', () => {
  const whole = { batchSize: 2, shuffle: true, seed: 1 } as const

  it('hold until the batch after next; a copy holds for good', () => {
    const [held, copies]: [Tensor[], Tensor[]] = [[], []]
    for (const { x } of counted(8).batches(whole)) {
      held.push(x)
      copies.push(keep(x))
    }
    expect(held.map((x) => x.released)).toEqual([true, true, false, false])
    expect(copies.flatMap((x) => [...x.data].filter((_, i) => i % 2 === 0))).toEqual(seen(counted(8), whole))
  })

  it('stay with whoever collects them', () => {
    const data = counted(8)
    const batches = [...data.batches(whole)]
    const [first] = data.batches(whole)
    for (const { x } of data.batches(whole)) x.toArray()
    expect(batches.map(({ x }) => x.toArray())).toEqual(
      batches.map(({ indices }) => data.batch(indices).x.toArray()),
    )
    expect(first.x.toArray()).toEqual(batches[0].x.toArray())
    expect(first.y.toArray()).toEqual(batches[0].y.toArray())
  })

  it('of two passes at once do not touch each other', () => {
    const data = counted(8)
    const [one, two] = [data.batches(whole)[Symbol.iterator](), data.batches(whole)[Symbol.iterator]()]
    for (let k = 0; k < 4; k++) {
      const [a, b] = [one.next().value, two.next().value]
      expect(a.x.toArray()).toEqual(b.x.toArray())
      expect(a.x.storage.data).not.toBe(b.x.storage.data)
    }
  })

  it('use the same four arrays over 100,000 batches', () => {
    const data = counted(8)
    const places = new Set<unknown>()
    for (let epoch = 0; epoch < 25_000; epoch++) {
      for (const { x, y } of data.batches({ batchSize: 2 })) places.add(x.view.data).add(y.view.data)
    }
    expect(places.size).toBe(4)
  })
})

describe('the fingerprint of a data set', () => {
  const data = (x: number, y = 0) => arrayDataset([[x, 2], [3, 4], [5, 6]], [y, 1, 1]) // prettier-ignore
  it('is the same for the same numbers, and another where a number, a label or the order is', () => {
    expect(data(1).fingerprint()).toBe(data(1).fingerprint())
    expect(data(1).fingerprint()).toMatch(/^[\da-f]{8}$/)
    const others = [data(1.5), data(1, 1), data(1).subset([1, 0, 2]), data(1).take(2)]
    expect(new Set([data(1), ...others].map((each) => each.fingerprint())).size).toBe(5)
  })
  it('is the published checksum of the bytes', () => {
    const { buffer } = new Uint8Array([...'foobar'].map((c) => c.charCodeAt(0)))
    expect(checksum([])).toBe('811c9dc5')
    expect(checksum([new Uint8Array(buffer, 0, 3), new DataView(buffer, 3)])).toBe('bf9cf968')
  })
})

describe('parts of a data set', () => {
  it('take gives the first samples', () =>
    expect(seen(counted(9).take(4), { batchSize: 9 })).toEqual([0, 1, 2, 3]))

  it('subset gives the named samples, in that order, also of a subset', () => {
    const part = counted(9).subset([8, 2, 2, 5])
    expect(seen(part, { batchSize: 9 })).toEqual([8, 2, 2, 5])
    expect([...part.labels]).toEqual([2, 2, 2, 2])
    expect(seen(part.subset([3, 0]), { batchSize: 9 })).toEqual([5, 8])
    expect(seen(part.take(2), { batchSize: 9 })).toEqual([8, 2])
  })

  it('share the numbers of the whole', () => {
    const whole = counted(9)
    const [a, b] = whole.split([0.5, 0.5], { seed: 1 })
    for (const part of [a, b, whole.take(2), whole.subset([1])])
      expect(part.samples.data).toBe(whole.samples.data)
  })

  it('split into disjoint parts that hold everything', () => {
    const fractions = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 200 }),
        fractions,
        fc.integer(),
        fc.boolean(),
        (n, weights, seed, stratify) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0)
          const split = counted(n).split(
            weights.map((weight) => weight / total),
            { seed, stratify },
          )
          expect(ascending(split.flatMap((part) => seen(part, { batchSize: 'all' })))).toEqual(upTo(n))
          split.forEach((part, i) =>
            expect(Math.abs(part.length - (n * weights[i]) / total)).toBeLessThan(1.5),
          )
        },
      ),
    )
  })

  it('split by the seed alone, in random order', () => {
    const order = (seed: number) => seen(counted(50).split([0.8, 0.2], { seed })[0], { batchSize: 'all' })
    expect(order(1)).toEqual(order(1))
    expect(order(1)).not.toEqual(order(2))
    expect(order(1)).not.toEqual(ascending(order(1)))
  })

  it('split class by class when stratified', () => {
    const rare = arrayDataset(
      upTo(1000),
      upTo(1000).map((i) => (i < 50 ? 1 : 0)),
    )
    const counts = (part: Dataset) => part.labels.reduce((sum, label) => sum + label, 0)
    for (let seed = 0; seed < 20; seed++) {
      const [train, test] = rare.split([0.9, 0.1], { seed, stratify: true })
      expect([train.length, test.length]).toEqual([900, 100])
      expect([counts(train), counts(test)]).toEqual([45, 5])
      expect(test.labels.indexOf(1)).toBeLessThan(90) // mixed, not class after class
    }
  })

  it('reshape looks at the same numbers in another shape', () => {
    const square = arrayDataset(Uint8Array.of(1, 2, 3, 4), [0], { shape: [2, 2] })
    expect(square.reshape([1, 4]).batch().x.toArray()).toEqual([[[1, 2, 3, 4]]])
    expect(square.shape).toEqual([2, 2])
  })
})

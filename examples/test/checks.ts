// What each example is to find: its name and flags, how many steps it gets, and what is asked of what it prints.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const folder = fileURLToPath(new URL('../', import.meta.url))
const figure = (name: string) => readFileSync(`${folder}../out/${name}.svg`, 'utf8')

/** The numbers that a pattern catches, match by match. */
const numbers = (text: string, pattern: RegExp): number[][] =>
  [...text.matchAll(pattern)].map((match) => match.slice(1).map(Number))
const only = (text: string, pattern: RegExp): number => {
  const found = numbers(text, pattern).flat()
  expect(found).toHaveLength(1)
  return found[0]
}

/** The name of the example, and flags. */
type Check = [command: string, steps: number | undefined, holds: (text: string) => void]
export const checks: Check[] = [
  [
    '01-derivative.ts',
    undefined,
    (text) => {
      const rows = numbers(text, /│ \d+ +│ +(-?\d) +│ (\S+) +│ (\S+) +│ (\S+) +│ (\S+) +│/g)
      expect(rows.map(([x]) => x)).toEqual([-2, -1, 0, 1, 2])
      for (const [x, f, slope, difference, bend] of rows) {
        expect(f).toBeCloseTo(x ** 2 * Math.cos(x), 7)
        expect(slope).toBeCloseTo(2 * x * Math.cos(x) - x ** 2 * Math.sin(x), 7)
        expect(difference).toBeCloseTo(slope, 7)
        expect(bend).toBeCloseTo((2 - x ** 2) * Math.cos(x) - 4 * x * Math.sin(x), 7)
      }
    },
  ],
  [
    '02-xor.ts',
    300,
    (text) => {
      const rows = numbers(text, /^([01]) xor ([01]) {2}-> {2}(\S+)$/gm)
      expect(rows).toHaveLength(4)
      for (const [a, b, p] of rows) expect(Math.abs(p - Number(a !== b))).toBeLessThan(0.05)
      expect(text).toContain('17 parameters')
    },
  ],
  [
    '03-by-hand.ts',
    undefined,
    (text) => {
      const rows = numbers(text, /│ '[Wb][12]' +│ '.*?' +│ (\S+) +│ (\S+) +│/g)
      expect(rows).toHaveLength(4)
      for (const [first, distance] of rows) {
        expect(Math.abs(first)).toBeGreaterThan(1e-3)
        expect(distance).toBeLessThan(1e-14)
      }
      expect(only(text, /largest relative error: (\S+)/g)).toBeLessThan(1e-8)
    },
  ],
  [
    '04-online.ts',
    3000,
    (text) => {
      const [[goesOn], [slow], [stopped]] = numbers(text, /right: (\S+) %/g)
      expect(goesOn).toBeGreaterThan(93)
      expect(slow).toBeLessThan(goesOn - 5)
      expect(stopped).toBeLessThan(65)
    },
  ],
  [
    '05-spiral.ts',
    600,
    (text) => {
      const rights = numbers(text, /loss \S+, (\d+) of 200 right/g).flat()
      expect(rights).toHaveLength(3)
      expect(rights[2]).toBeGreaterThan(195)
      expect(text).toContain('o spiral 0   x spiral 1')
    },
  ],
  [
    '06-mnist-logistic.ts',
    2,
    (text) => {
      expect(only(text, /^(\S+) % of 2000 other digits right$/gm)).toBeGreaterThan(82)
      expect(text.match(/for a \d/g)).toHaveLength(6)
    },
  ],
  [
    '07-mnist-mlp.ts',
    2,
    (text) => {
      expect(only(text, /^(\S+) % of 2000 other digits right$/gm)).toBeGreaterThan(87)
      expect(text).toContain('rows are the truth, columns the prediction')
      expect(text).toMatch(/^\d, taken for \d:$/m)
    },
  ],
  [
    '08-own-op.ts',
    undefined,
    (text) => {
      const errors = numbers(text, /orders 1 and 2: (\S+)/g).flat()
      expect(errors).toHaveLength(2)
      for (const error of errors) expect(error).toBeLessThan(1e-8)
      expect(text).toMatch(/^wrong: gradCheck: the gradient by input 0 \(5\) at element 0: /m)
      expect(text).toContain('exp(-1) = 0.3679, bump(1) = 0.3679')
    },
  ],
  [
    '09-own-rule.ts',
    undefined,
    (text) => {
      const [[sgd], [momentum], [confident]] = numbers(text, /f after 60 steps: (\S+)/g)
      expect(confident).toBeLessThan(sgd / 5)
      expect(momentum).toBeLessThan(1)
      expect(text).toContain('confident: grow is 0.9; it must be at least 1.')
    },
  ],
  [
    '10-lenet.ts',
    0.1,
    (text) => {
      expect(only(text, /^(\S+) % of 10000 other digits right, after \d+ s$/gm)).toBeGreaterThan(90)
      expect(text).toContain('layers.0   Conv2d 1 -> 6, 5 x 5, padding 2  (n, 6, 28, 28)')
      expect(readFileSync(`${folder}../out/lenet.svg`, 'utf8')).toContain('LeNet on MNIST')
    },
  ],
  [
    '11-batchnorm-cnn.ts',
    1,
    (text) => {
      const [[plain], [normal], [lost], [fast]] = numbers(text, /(\S+) % right/g)
      for (const found of [plain, normal, fast]) expect(found).toBeGreaterThan(40)
      expect(lost).toBeLessThan(20)
      expect(readFileSync(`${folder}../out/batchnorm-cnn.svg`, 'utf8')).toContain('wrong digits, %')
    },
  ],
  [
    '12-first-weights.ts',
    undefined,
    (text) => {
      const ends = numbers(text, /variance (\S+) after 20 layers/g).flat()
      const [he, orthogonal, glorot, tanh, small] = ends
      for (const kept of [he, orthogonal]) expect(Math.abs(Math.log10(kept))).toBeLessThan(1)
      expect(glorot).toBeLessThan(2 ** -17)
      expect(tanh).toBeGreaterThan(0.01)
      expect(small).toBeLessThan(1e-9)
      expect(text).toMatch(/layers\.39 {2}relu .* 4\d %/)
      expect(figure('first-weights-backward')).toContain('tanh, deviation 0.05 ends at ')
    },
  ],
  [
    '13-transformer.ts',
    80,
    (text) => {
      expect(text).toContain('26,798 parameters')
      expect(only(text, /^loss (\S+),/gm)).toBeLessThan(2.1)
      expect(figure('transformer')).toContain('loss ends at ')
    },
  ],
  [
    '14-iris.ts',
    undefined,
    (text) => {
      expect(only(text, /^(\S+) % of 45 other flowers right$/gm)).toBeGreaterThan(90)
      expect(figure('iris')).toContain('others ends at ')
    },
  ],
  [
    '15-autoencoder.ts',
    300,
    (text) => {
      const losses = numbers(text, /^step \d+: loss (\S+)$/gm).flat()
      expect(losses).toHaveLength(6)
      expect(losses[5]).toBeLessThan(0.25)
      // By chance it would be one in ten.
      expect(only(text, /same digit for (\S+) %/g)).toBeGreaterThan(20)
      const marks = figure('autoencoder').match(/(?<=class="marks").*(?=<rect)/)![0]
      expect(marks.match(/<text /g)).toHaveLength(2000)
    },
  ],
  [
    '16-names.ts',
    60,
    (text) => {
      const [[bits, unseen]] = numbers(text, /^(\S+) bits a letter, (\S+) on names held back/gm)
      expect(bits).toBeLessThan(3.8)
      expect(unseen).toBeLessThan(3.8)
      expect(text.match(/are new: (.*)$/m)?.[1].split(', ')).toHaveLength(24)
      expect(figure('names')).toContain('held back ends at ')
    },
  ],
  [
    '17-adding.ts',
    40,
    (text) => {
      const errors = numbers(text, /(?:network|LSTM): squared error (\S+)/g).flat()
      expect(errors).toHaveLength(2)
      for (const error of errors) expect(error).toBeLessThan(0.06)
      expect(only(text, /always answering ½: (\S+)/g)).toBeCloseTo(1 / 24, 2)
      expect(figure('adding')).toContain('LSTM ends at ')
    },
  ],
  [
    '18-learning-to-execute.ts',
    12,
    (text) => {
      const rights = numbers(text, /^(?:baseline|naive|mix|combined): (\S+) % of sums of 3 digits right$/gm)
      expect(rights).toHaveLength(4)
      for (const [right] of rights) expect(right).toBeLessThan(5)
      expect(figure('learning-to-execute')).toContain('combined ends at ')
    },
  ],
  [
    '19-rare-words.ts',
    300,
    (text) => {
      const [[sgd], [adagrad]] = numbers(text, /: loss (\S+) on other texts/g)
      expect(adagrad).toBeLessThan(0.9 * sgd)
      expect(sgd).toBeLessThan(0.6)
      expect(figure('rare-words')).toContain('rank of the word')
    },
  ],
  [
    '20-word-vectors.ts',
    120,
    (text) => {
      const losses = numbers(text, /^\w+: loss (\S+)$/gm).flat()
      expect(losses).toHaveLength(5)
      const [, adagrad, ...others] = losses
      expect(adagrad).toBeLessThan(0.4)
      for (const loss of others) expect(loss).toBeLessThan(0.6)
      expect(only(text, /^(\d+) words, \d+ in a row$/gm)).toBeGreaterThan(200)
      expect(text).toMatch(/^adam: (\w+, ){5}\w+$/m)
      expect(figure('word-vectors')).toContain('sparseAdam ends at ')
    },
  ],
  [
    '21-graph-partition.ts',
    5,
    (text) => {
      const found = numbers(
        text,
        /^(\d+) nodes; (\d+) edges cross over, and (\d+) Send\/Recv pairs carry them$/gm,
      )
      expect(found).toEqual([[45, 8, 7]])
      for (const kind of ['send', 'recv']) {
        const pairs = [...text.matchAll(new RegExp(`${kind}\\((\\d+)\\)`, 'g'))].map(([, pair]) =>
          Number(pair),
        )
        expect(pairs.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6])
      }
      expect(text).toContain('5 of 5 results are the same bit for bit: loss, A, B, C, D')
      expect(figure('graph-partition').match(/>Send \d</g)).toHaveLength(7)
    },
  ],
  [
    'optimizer-race.ts --rules sgd,nag,adam,lion --seeds 2',
    100,
    (text) => {
      const rows = numbers(
        text,
        /│ (?:sgd|nag|adam|lion) +│ (\S+) +│ (\S+) +│ '(\S+)' +│ '.*?' +│ (\S+) +│ (\S+) +│/g,
      )
      expect(rows).toHaveLength(4)
      for (const [rate, , right, rateInBowl, inBowl] of rows) {
        expect(rate).toBeGreaterThan(0)
        expect(right).toBeGreaterThan(60)
        expect(rateInBowl).toBeGreaterThan(0)
        expect(inBowl).not.toBe(0)
      }
      // Those that are in the table of stars, and they alone.
      expect([...text.matchAll(/│ (\w+) +│ '\*+' +│ '\*+' +│ '\*+' +│/g)].map(([, name]) => name)).toEqual([
        'sgd',
        'adam',
      ])
      expect(readFileSync(`${folder}../out/optimizer-race.svg`, 'utf8')).toContain('lion ends at ')
    },
  ],
]

// Learning to Execute: programs whose answers are right, and the four strategies.

import { describe, expect, it } from 'vitest'
import { generator } from '@glissade/random'
import { DataError, learningToExecute } from '../src/index.ts'

const { addition, doubled, evaluate, memorization, program, reversed, strategy } = learningToExecute

// What CPython 3.11 prints last.
const printed: readonly [string, bigint][] = [
  ['print(398345+425098)', 823443n],
  ['a=260\nprint(((a-(828 if 871>(3*154) else 111))+733))', 165n],
  ['print((14*868649507))', 12161093098n],
  ['a=1816\nfor x in range(16):a+=(6566+5413)\nb=a\nprint((1305-((689+(b+5636))-1014)))', -197486n],
  [
    'a=(10754 if 25456>51707 else 23925)\nfor x in range(2):a-=51939\nprint((26548+(22658-(13*a))))',
    1088595n,
  ],
  ['a=1\nfor x in range(100):a+=a\nprint(a)', 2n ** 100n],
  ['a=0\nfor x in range(5):a+=x*x\nprint(a)', 30n],
  ['a=7\nfor x in range(0):a+=1\nprint(a)', 7n],
  ['print(2-3-4*-5)', 19n],
  ['print(1 - ( 2 - 3 ))', 2n],
  ['print((1 if 2<2 else 3))', 3n],
  ['print(1)\nprint(2)', 2n],
]
it.each(printed)('%j prints %s', (source, expected) => expect(evaluate(source)).toBe(expected))

describe('addition', () => {
  const problems = Array.from({ length: 200 }, (_, k) => addition(1 + (k % 12), generator(k)))
  it('adds two numbers of the same length', () => {
    for (const [k, { source, answer }] of problems.entries()) {
      const [, a, b] = /^print\((\d+)\+(\d+)\)$/.exec(source)!
      expect([a.length, b.length]).toEqual([1 + (k % 12), 1 + (k % 12)])
      expect(answer).toBe(`${BigInt(a) + BigInt(b)}.`)
    }
  })
  it('is the same for the same seed', () => {
    expect(addition(5, generator(1))).toEqual(addition(5, generator(1)))
    expect(addition(5, generator(1))).not.toEqual(addition(5, generator(2)))
  })
})

describe('memorization', () => {
  it('asks for what it shows', () => {
    const { source, answer } = memorization(20, generator(1))
    expect(source).toMatch(/^\d{20}$/)
    expect(answer).toBe(`${source}.`)
  })
  it('may be shown backwards, twice, or both', () => {
    const problem = { source: '123', answer: '123.' }
    expect(reversed(problem)).toEqual({ source: '321', answer: '123.' })
    expect(doubled(problem)).toEqual({ source: '123;123', answer: '123.' })
    expect(doubled(reversed(problem))).toEqual({ source: '321;321', answer: '123.' })
  })
})

describe('program', () => {
  const many = (length: number, nesting: number, n = 300) => {
    const rng = generator(length * 10 + nesting)
    return Array.from({ length: n }, () => program({ length, nesting }, rng))
  }

  it('has numbers of up to so many digits, and ends with what is printed', () => {
    for (const { source, answer } of many(4, 3)) {
      expect(source).toMatch(/print\(.*\)$/)
      expect(answer).toBe(`${evaluate(source)}.`)
      for (const number of source.match(/\d+/g)!) expect(BigInt(number)).toBeLessThanOrEqual(10_000n)
    }
  })

  it('has as many operations as it is nested', () => {
    for (const nesting of [1, 2, 5]) {
      for (const { source } of many(3, nesting, 100)) {
        const assigned = source.split('\n').filter((line) => /^[a-z]=/.test(line)).length
        const loops = source.split('\n').filter((line) => line.startsWith('for')).length
        // Each operation but the loop has a pair of brackets; a loop has an assignment of its own and range and print brackets.
        const brackets = source.match(/\(/g)!.length - 1 - loops
        expect(brackets + loops).toBe(nesting)
        expect(assigned).toBeLessThanOrEqual(nesting)
      }
    }
  })

  it('uses every operation, and grows with its hardness', () => {
    const text = many(3, 3)
      .map(({ source }) => source)
      .join('\n')
    // The result of one operation is now the first, now a later operand of the next.
    expect(text).toMatch(/\)[-+]\d/)
    expect(text).toMatch(/\d[-+]\(/)
    for (const word of [' if ', ' else ', 'for x in range(', '*', '+=', '-=', '<', '>', 'a=']) {
      expect(text).toContain(word)
    }
    const size = (length: number, nesting: number) =>
      many(length, nesting).flatMap(({ source }) => [...source]).length
    expect(size(6, 2)).toBeGreaterThan(1.25 * size(2, 2))
    expect(size(4, 4)).toBeGreaterThan(1.25 * size(4, 1))
  })

  it('has numbers of any size right', () => {
    const { source, answer } = program({ length: 40, nesting: 20 }, generator(5))
    expect(answer).toBe(`${evaluate(source)}.`)
    expect(answer.length).toBeGreaterThan(38)
  })
})

describe('the strategies', () => {
  const target = { length: 4, nesting: 3 }
  const make = (name: learningToExecute.StrategyName, mixed = 0.2) =>
    strategy(name, target, generator(1).stream(name), { mixed })
  const tally = (next: () => learningToExecute.Hardness, n = 12_000) => {
    const counts = new Map<string, number>()
    for (let k = 0; k < n; k++) {
      const { length, nesting } = next()
      const key = `${length} ${nesting}`
      counts.set(key, (counts.get(key) ?? 0) + 1 / n)
    }
    return counts
  }

  it('baseline always asks for everything', () => {
    const baseline = make('baseline')
    expect([...tally(baseline.next)]).toEqual([['4 3', expect.closeTo(1, 9)]])
    expect(baseline.harder()).toBe(false)
  })

  it('naive goes through lengths, then nestings, and stops at the target', () => {
    const naive = make('naive')
    const stages = [naive.next()]
    while (naive.harder()) stages.push(naive.next())
    expect(stages).toEqual(
      [1, 2, 3].flatMap((nesting) => [1, 2, 3, 4].map((length) => ({ length, nesting }))),
    )
    expect(naive.harder()).toBe(false)
  })

  it('mix draws every hardness equally often, and has no stages', () => {
    const counts = tally(make('mix').next)
    expect(counts.size).toBe(12)
    // Five standard deviations of a share of 1/12 in 12,000 draws are 0.0126.
    for (const share of counts.values()) expect(Math.abs(share - 1 / 12)).toBeLessThan(0.0126)
    expect(make('mix').harder()).toBe(false)
  })

  it('combined is naive most of the time, and mix for the rest', () => {
    const combined = make('combined', 0.6)
    combined.stage = { length: 2, nesting: 2 }
    const counts = tally(combined.next)
    expect(counts.size).toBe(12)
    expect(Math.abs(counts.get('2 2')! - (0.4 + 0.6 / 12))).toBeLessThan(0.025)
    expect(Math.abs(counts.get('4 3')! - 0.6 / 12)).toBeLessThan(0.0126)
    expect(combined.harder()).toBe(true)
    expect(combined.stage).toEqual({ length: 3, nesting: 2 })
  })
})

const rng = generator(1)
// prettier-ignore
const refused: readonly [() => unknown, string][] = [
  [() => addition(0, rng),                                    'addition: length is 0; it needs an integer of at least 1.'],
  [() => memorization(1.5, rng),                              'memorization: length is 1.5; it needs an integer of at least 1.'],
  [() => program({ length: 0, nesting: 1 }, rng),             'program: length is 0; it needs an integer of at least 1.'],
  [() => program({ length: 1, nesting: 26 }, rng),            'program: nesting is 26; it needs an integer from 1 to 25.'],
  [() => strategy('blend' as never, { length: 1, nesting: 1 }, rng), "strategy: 'blend' is unknown; it needs baseline, naive, mix, combined."],
  [() => strategy('mix', { length: 1, nesting: 0 }, rng),     'strategy: nesting is 0; it needs an integer of at least 1.'],
  [() => strategy('mix', { length: 1, nesting: 1 }, rng, { mixed: 2 }), 'strategy: mixed is 2; it needs a number from 0 to 1.'],
  [() => (strategy('naive', { length: 2, nesting: 1 }, rng).stage = { length: 3, nesting: 1 }), 'strategy: length of the stage is 3; it needs an integer from 1 to 2.'],
  [() => evaluate('a=1'),                                     'evaluate: the program prints nothing; it needs a print(…).'],
  [() => evaluate('print(b)'),                                "evaluate: b has no value in 'print(b)'."],
  [() => evaluate('print(1'),                                 "evaluate: 'print(1' ends after 3 words; it needs ')' there."],
  [() => evaluate('print(1))'),                               "evaluate: 'print(1))' has ')' after 4 words; it needs the end there."],
  [() => evaluate('a=1 $ 2'),                                 "evaluate: 'a=1 $ 2' cannot be read after 'a=1'; it needs a number, a name or a sign there."],
  [() => evaluate('print((1 if 2 else 3))'),                  "evaluate: 'print((1 if 2 else 3))' has 'else' after 6 words; it needs '<' or '>' there."],
  [() => evaluate('a=1\nfor x in range(2):a=3\nprint(a)'),    "evaluate: 'for x in range(2):a=3' has '=' after 9 words; it needs '+=' or '-=' there."],
]
it.each(refused)('%#: what cannot be is refused', (call, message) => {
  expect(call).toThrow(DataError)
  expect(call).toThrow(message)
})

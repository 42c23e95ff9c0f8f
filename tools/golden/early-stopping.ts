// golden/early_stopping@1: when training stops, and which epoch was the best.
import { EarlyStopping, type EarlyStoppingOptions } from '../../packages/glissade/src/index.ts'
import type { Case, Check } from './case.ts'
import type { Json, Numbers } from './json.ts'

const scalar = (value: number): Numbers => ({ shape: [], data: [value] })
const same = { absolute: 1e-12, relative: 1e-12 }

/** -1 stands for "never", so that stopping and not stopping can be compared as numbers. */
const orNever = (epoch: number | undefined): Numbers => scalar(epoch ?? -1)

function optionsOf(given: Json): EarlyStoppingOptions {
  const number = (key: string) => given.optional(key, (at) => at.number())
  const mode = given.optional('mode', (at) => at.string()) ?? 'min'
  const [minDelta, baseline, startFrom] = ['min_delta', 'baseline', 'start_from'].map(number)
  return {
    patience: given.get('patience').number(),
    mode: mode as 'min' | 'max',
    ...(minDelta === undefined ? {} : { minDelta }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(startFrom === undefined ? {} : { startFrom }),
  }
}

function decide(metrics: readonly number[], options: EarlyStoppingOptions) {
  const stopping = new EarlyStopping(options)
  for (const [epoch, metric] of metrics.entries()) {
    const decision = stopping.decide(epoch, metric)
    if (decision.stop) return { ...decision, stopped: epoch }
  }
  const { best, bestEpoch } = stopping.state()
  return { best: best ?? undefined, bestEpoch: bestEpoch ?? undefined, stopped: undefined }
}

export function earlyStoppingCases(file: Json): Case[] {
  const series = new Map(
    file
      .get('series')
      .entries()
      .map(([name, at]) => [name, at.numbers().data]),
  )
  return file
    .get('cases')
    .list()
    .map((given) => {
      const name = given.get('series').string()
      const metrics = series.get(name) ?? given.get('series').refuse('the name of a series')
      const options = optionsOf(given)
      const expect = given.get('expect')
      const stop = expect.get('stop_epoch')
      const wanted = {
        stop: orNever(stop.isNull() ? undefined : stop.number()),
        bestEpoch: scalar(expect.get('best_epoch').number()),
        best: scalar(expect.get('best').number()),
      }
      const settings = Object.entries(options).map(([key, value]) => `${key} ${value}`)
      return {
        name: `early stopping on ${name}, ${settings.join(', ')}`,
        run: (): Check[] => {
          const found = decide(metrics, options)
          return [
            {
              what: 'the epoch of stopping (-1: never)',
              found: orNever(found.stopped),
              wanted: wanted.stop,
              tolerance: same,
            },
            {
              what: 'the best epoch',
              found: orNever(found.bestEpoch),
              wanted: wanted.bestEpoch,
              tolerance: same,
            },
            {
              what: 'the best value',
              found: scalar(found.best ?? NaN),
              wanted: wanted.best,
              tolerance: same,
            },
          ]
        },
      }
    })
}

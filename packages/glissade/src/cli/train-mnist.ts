// `glissade train mnist`: reads the digits, trains a network, tries it on the test set once, and tells.
import { backendName, useBackend } from '@glissade/autograd'
import type { Dataset } from '@glissade/data'
import type { Sequential } from '@glissade/nn'
import { EarlyStopping } from '@glissade/optim'
import { generator } from '@glissade/random'
import { evaluate, fit, predict, type History } from '@glissade/train'
import { reference } from '../index.ts'
import { readDigits, type Digits } from './digits.ts'
import { sha256, writeWhole } from './files.ts'
import type { TrainOptions } from './flags.ts'
import { classifier } from './network.ts'
import { lossCurves, report, type Verdict } from './report.ts'
import { methodOf, ruleWords, teamWords } from './team.ts'

const count = (data: Dataset): string => data.length.toLocaleString('en-US')

function introduce(options: TrainOptions, { training, validation, test }: Digits, model: Sequential): void {
  const { batchSize, seed } = options
  console.log(
    `MNIST: ${count(training)} digits to learn from, ${count(validation)} to validate on, ${count(test)} to test on.\n`,
  )
  console.log(`${String(model.summary([784]))}\n`)
  const team = teamWords(options)
  console.log(
    `${ruleWords(options)}, batches of ${batchSize}, seed ${seed}, ${backendName()} kernels.\n${team && `${team}.\n`}Ctrl-C ends it early.\n`,
  )
}

/** Only the process that the user started introduces the run, and comes back: workers end in `fit`. */
async function train(
  model: Sequential,
  digits: Digits,
  options: TrainOptions,
  entry: string,
): Promise<History> {
  const { training, validation } = digits
  const { epochs, batchSize, seed, patience, progress, checkpoint: path } = options
  return fit(model, training, {
    epochs,
    batchSize,
    seed,
    progress,
    validation,
    ...(await methodOf(options, epochs * training.batches({ batchSize }).length, entry)),
    earlyStopping: new EarlyStopping({ patience, restoreBest: true }),
    ...(path !== undefined && { checkpoint: { path } }),
    callbacks: [{ onTrainBegin: () => introduce(options, digits, model) }],
  })
}

async function tryOut(model: Sequential, test: Dataset): Promise<Verdict> {
  const { accuracy, loss } = await evaluate(model, test)
  return { test, logits: predict(model, test), accuracy, loss }
}

/** All that is worth keeping of a run, as plain data. */
function record(
  options: TrainOptions,
  model: Sequential,
  history: History,
  verdict: Verdict,
  seconds: number,
): object {
  const { epochs: rows, stopped, reason, bestEpoch, restored, team } = history
  const { value, statistics } = model.flat()
  const {
    epochs: most,
    json: _json,
    svg: _svg,
    checkpoint: _path,
    progress: _progress,
    ...settings
  } = options
  return {
    ...settings,
    backend: backendName(),
    epochsAllowed: most,
    epochs: rows.length,
    seconds,
    stopped,
    reason,
    bestEpoch: bestEpoch ?? null,
    restored,
    testAccuracy: verdict.accuracy,
    testLoss: verdict.loss,
    parameters: value.length,
    sha256: sha256(value, statistics),
    history: rows,
    ...(team && { team: { ...team, refused: Object.fromEntries(team.refused) } }),
    node: process.version,
  }
}

/** Runs the command, which workers come to by `entry`; the test set is looked at after training, and once. */
export async function trainMnist(options: TrainOptions, entry: string): Promise<void> {
  const { data, validation, hidden, dropout, seed, backend, json, svg } = options
  if (backend === 'reference') useBackend(reference)
  const digits = readDigits(data, validation, seed)
  const model = classifier(784, hidden, 10, { dropout, rng: generator(seed) })
  const begun = performance.now()
  const history = await train(model, digits, options, entry)
  const seconds = (performance.now() - begun) / 1000
  const verdict = await tryOut(model, digits.test)
  const color = process.stdout.isTTY && process.env.NO_COLOR === undefined
  console.log(
    `\nTrained for ${seconds.toFixed(1)} s.\n\n${report(verdict, { color }, process.stdout.columns)}`,
  )
  if (history.epochs.length > 0) {
    writeWhole(svg, lossCurves(history))
    console.log(`\nLoss curves: ${svg}`)
  }
  if (json !== undefined) {
    writeWhole(json, `${JSON.stringify(record(options, model, history, verdict, seconds), null, 2)}\n`)
    console.log(`Figures: ${json}`)
  }
}

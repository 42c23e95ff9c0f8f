// What `train mnist` says in the end: how good the network is, what it takes for what, and some digits it got wrong.
import { max, softmax, tensor, type Tensor } from '@glissade/autograd'
import type { Dataset } from '@glissade/data'
import { confusionMatrix as draw, digit, lineChart, type Ink } from '@glissade/plot'
import { confusionMatrix, curve, type History } from '@glissade/train'

const labels = Array.from({ length: 10 }, (_, i) => String(i))
const percent = (share: number, digits = 2): string => `${(100 * share).toFixed(digits)} %`

/** What the network said to the test set. */
export interface Verdict {
  readonly test: Dataset
  readonly logits: Tensor
  readonly accuracy: number
  readonly loss: number
}

interface Mistake {
  readonly index: number
  readonly truth: number
  readonly guess: number
  readonly confidence: number
}

function mistakes({ test, logits }: Verdict): Mistake[] {
  const chances = softmax(logits)
  const confidence = max(chances, { axis: 1 }).data
  const truths = test.labels
  return Array.from(truths, (truth, index) => {
    const row = chances.data.subarray(index * 10, index * 10 + 10)
    return { index, truth, guess: row.indexOf(confidence[index]), confidence: confidence[index] }
  }).filter(({ truth, guess }) => truth !== guess)
}

const [SIDE, GAP] = [28, 3]

/** Pictures side by side, as many as there is room for. */
function beside(pictures: readonly string[], columns: number): string {
  const fit = Math.max(1, Math.floor((columns + GAP) / (SIDE + GAP)))
  const rows = [pictures.slice(0, fit), pictures.slice(fit)].filter((row) => row.length > 0)
  if (rows.length > 1) return rows.map((row) => beside(row, columns)).join('\n\n')
  const lines = pictures.map((text) => text.split('\n'))
  return lines[0].map((_, i) => lines.map((each) => each[i]).join(' '.repeat(GAP))).join('\n')
}

/** The surest of the mistakes, drawn. */
function drawn({ test }: Verdict, wrong: readonly Mistake[], ink: Ink, columns: number): string {
  const worst = [...wrong].sort((a, b) => b.confidence - a.confidence).slice(0, 3)
  const pictures = worst.map(({ index, truth, guess, confidence }) => {
    const pixels = test.batch([index]).x.data
    const caption = `${truth}, taken for ${guess} (${percent(confidence, 0)})`
    return `${digit(pixels, { ...ink, max: 1 })}\n${caption.padEnd(SIDE)}`
  })
  return beside(pictures, columns)
}

/** Accuracy, confusion matrix and mistakes as text, for a terminal so wide. */
export function report(verdict: Verdict, ink: Ink, columns = 90): string {
  const { test, logits, accuracy, loss } = verdict
  const wrong = mistakes(verdict)
  const counts = confusionMatrix(logits, tensor(test.labels))
  const parts = [
    `Test accuracy: ${percent(accuracy)} of ${test.length.toLocaleString('en-US')} digits not seen before (loss ${loss.toFixed(4)}).`,
    draw(counts, labels),
  ]
  if (wrong.length === 0) return parts.join('\n\n')
  return [...parts, `The surest of its ${wrong.length} mistakes:`, drawn(verdict, wrong, ink, columns)].join(
    '\n\n',
  )
}

/** Loss on what is learnt from and on what is held back, epoch by epoch, as an SVG picture. */
export function lossCurves(history: History): string {
  const from1 = (metric: string) =>
    curve(history, metric).map(([epoch, value]) => [epoch + 1, value] as const)
  return lineChart({
    title: 'MNIST: loss',
    x: { label: 'epoch' },
    y: { label: 'cross entropy' },
    series: [
      { name: 'training', points: from1('loss') },
      { name: 'validation', points: from1('valLoss') },
    ],
  })
}

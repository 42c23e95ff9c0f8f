// A loss that takes logits applies softmax or sigmoid itself. Applied before, too, the model still learns, but slowly and not what it
// seems to: probabilities of probabilities never come near 0 or 1. Read `../../../autograd/src/recording.ts` first.
import { ValueError, type Tensor } from '@glissade/autograd'

/** The op that computed these numbers, while that is recorded. Other looks at them, such as reshape, are looked through. */
function makerOf(x: Tensor): string | undefined {
  let { step } = x
  while (step && 'view' in step.op) step = step.inputs[0].step
  return step?.op.name
}

const joined = { softmax: 'softmax', sigmoid: 'affineSigmoid' }

/**
 * Refuses what softmax or sigmoid gave, alone or as the activation of a Dense, where the loss needs something else.
 *
 * @throws ValueError. Only the tape tells: where nothing is recorded, nothing is refused.
 */
export function refuseSquashed(
  where: string,
  what: string,
  x: Tensor,
  by: 'softmax' | 'sigmoid',
  needed: string,
): void {
  const maker = makerOf(x)
  if (maker !== by && maker !== joined[by]) return
  throw new ValueError(`${where}: the ${what} are what ${by} gave; it needs ${needed}`)
}

/** The same for a loss that applies the function itself. */
export const refuseTwice = (where: string, x: Tensor, by: 'softmax' | 'sigmoid'): void =>
  refuseSquashed(
    where,
    'logits',
    x,
    by,
    `what goes into ${by}, which it applies itself. Let the model end before ${by}, and apply it to predictions.`,
  )

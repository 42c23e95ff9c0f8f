// The contract of a backend: every promise of `../kernels/kernels.ts`, as named cases for the test runner of your choice.
// Exact numbers come from plain float64 loops; `contract/bound.ts` says how far float32 may be from them.
import type { Kernels } from '../kernels/kernels.ts'
import { checkOptions } from '../options.ts'
import { BackendError, ValueError } from '../errors.ts'
import type { DType } from '../view.ts'
import { crossEntropyCases } from './contract/cross-entropy.ts'
import { bundleCases } from './contract/bundle.ts'
import { foldCases } from './contract/fold.ts'
import { joinedCases } from './contract/joined.ts'
import { mapCases } from './contract/map.ts'
import { matmulCases } from './contract/matmul.ts'
import { memoryCases } from './contract/memory.ts'
import { normaliseCases } from './contract/normalise.ts'
import type { Promised } from './contract/promise.ts'
import { rowCases } from './contract/rows.ts'
import { contractCases, poolingCases } from './contract/windows.ts'

export interface ContractCase {
  readonly name: string
  /** Why this backend need not keep the promise; undefined where it must. */
  readonly skipped: string | undefined
  /** Throws where the promise is broken. */
  readonly run: () => void
}

export interface ContractSkip {
  readonly reason: string
  /** The cases whose names match. */
  readonly cases: RegExp
}

/**
 * The promises that every backend keeps, for each float type that it computes.
 *
 *     for (const { name, skipped, run } of kernelContract(() => mine)) it.skipIf(skipped)(name, run)
 *
 * @throws ValueError for a skip without a reason, or one that matches no case.
 */
export function kernelContract(
  makeKernels: () => Kernels,
  options: { readonly skip?: readonly ContractSkip[] } = {},
): ContractCase[] {
  checkOptions('kernelContract', options, ['skip'])
  const { skip = [] } = options
  const kernels = makeKernels()
  const floats = kernels.dtypes.filter((dtype) => dtype !== 'int32')
  if (floats.length === 0)
    throw new BackendError(`kernelContract: ${kernels.name} computes no floats; it needs float32 or float64.`)
  const promises = floats.flatMap((dtype) => promisesOf(dtype))
  for (const { reason, cases } of skip) {
    if (reason === '' || !promises.some(([name]) => cases.test(name)))
      throw new ValueError(
        `kernelContract: skip ${cases} because '${reason}'; it needs a reason, and a case that matches.`,
      )
  }
  return promises.map(([name, run]) => ({
    name,
    skipped: skip.find(({ cases }) => cases.test(name))?.reason,
    run: () => run(kernels),
  }))
}

function promisesOf(dtype: DType): Promised[] {
  const computing = [
    ...mapCases(dtype),
    ...foldCases(dtype),
    ...matmulCases(dtype),
    ...bundleCases(dtype),
    ...joinedCases(dtype),
    ...rowCases(dtype),
    ...contractCases(dtype),
    ...poolingCases(dtype),
    ...crossEntropyCases(dtype),
    ...normaliseCases(dtype),
  ]
  const recorded = computing.map(([name, run]): Promised => [
    name,
    (k) => {
      k.begin()
      try {
        run(k)
      } finally {
        k.end()
      }
    },
  ])
  return [...recorded, ...memoryCases(dtype)]
}

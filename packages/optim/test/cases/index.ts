// All rows.

import { adamCases } from './adam.ts'
import { beyondCases } from './beyond.ts'
import type { Case } from './case.ts'
import { momentumCases } from './momentum.ts'
import { nadamCases } from './nadam.ts'
import { scaledCases } from './scaled.ts'

export const cases: Readonly<Record<string, Case>> = {
  ...momentumCases,
  ...scaledCases,
  ...adamCases,
  ...nadamCases,
  ...beyondCases,
}

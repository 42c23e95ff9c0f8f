// golden/parallel@1: several workers and a server, served in a fixed order. No strategy of training in parallel is offered yet.
import { NotOffered, type Case } from './case.ts'
import type { Json } from './json.ts'

export function parallelCases(file: Json): Case[] {
  const variant = file.get('variant').string()
  return file
    .get('problems')
    .entries()
    .map(([problem]) => ({
      name: `parallel ${variant} on ${problem}`,
      run: () => {
        throw new NotOffered(variant)
      },
    }))
}

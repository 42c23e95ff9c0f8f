// A table of wrong calls: what each is refused with.
import { describe, expect, it } from 'vitest'

export type Refusal = readonly [kind: new (message: string) => Error, message: string, call: () => unknown]

export function areRefused(rows: readonly Refusal[]): void {
  describe('A wrong call is refused with its values, the law, and the cure', () => {
    it.each(rows.map(([kind, message, call]) => ({ kind, message, call })))(
      '$message',
      ({ kind, message, call }) => {
        const error = (() => {
          try {
            return call()
          } catch (caught) {
            return caught
          }
        })()
        expect(error).toBeInstanceOf(kind)
        expect((error as Error).message).toBe(message)
      },
    )
  })
}

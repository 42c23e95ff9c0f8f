// The SIMD text of a rule, cut from what the compiler of backend-wasm made of its loops.
import { read } from '../../tools/house/files.ts'

/** From the root. */
export const generated = 'packages/backend-wasm/assembly/generated/rules.ts'

/** The kernels of a rule, of its look-ahead first: their constants, and the loop over four weights at a time. */
export function kernelsOf(rule: string): string[] {
  const text = read(generated)
  return [`${rule}_ahead`, rule].flatMap((name) => {
    const found = new RegExp(`^export function rule_${name}\\(.*\\n([^]*?\\n  }\\n)`, 'm').exec(text)
    return found ? [found[1].replace(/^ {2}/gm, '').trimEnd()] : []
  })
}

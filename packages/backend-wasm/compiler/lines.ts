// From terms of a formula to lines of AssemblyScript: what is used twice gets a name, the rest is nested as it was written.
// The words are those of `../assembly/lanes.ts`.

const COMPARISONS: Readonly<Record<string, string>> = {
  equal: 'eq',
  notEqual: 'ne',
  less: 'lt',
  lessEqual: 'le',
  greater: 'gt',
  greaterEqual: 'ge',
}

/** Narrowed once, and as few digits as say so. */
function literal(x: number): string {
  const narrow = Math.fround(x)
  const short = Number(narrow.toPrecision(9))
  return `num(${Math.fround(short) === narrow ? short : narrow})`
}

export class Lines {
  /** The lines so far: one for each term with a name. */
  readonly written: string[] = []
  readonly #terms = new Map<string, { readonly op: string; readonly operands: readonly string[] }>()
  readonly #uses = new Map<string, number>()
  readonly #names = new Map<string, string>()

  /** Hears of a term, as a formula is written out. */
  readonly hear = (term: string, op: string, operands: readonly string[]): void => {
    if (!this.#terms.has(term)) for (const each of operands) this.use(each)
    this.#terms.set(term, { op, operands })
  }

  /** Says that a term is asked for. */
  use(term: string): void {
    this.#uses.set(term, (this.#uses.get(term) ?? 0) + 1)
  }

  /** The term as an expression; what it needs before is written. */
  render(term: string): string {
    const found = this.#terms.get(term)
    if (!found) return Number.isNaN(Number(term)) ? term : literal(Number(term))
    const known = this.#names.get(term)
    if (known) return known
    const value = this.#nested(found.op, found.operands)
    if ((this.#uses.get(term) ?? 0) < 2) return value
    const name = `t${this.#names.size}`
    this.#names.set(term, name)
    this.written.push(`const ${name} = ${value}`)
    return name
  }

  #nested(op: string, operands: readonly string[]): string {
    const all = () => operands.map((each) => this.render(each))
    if (op in COMPARISONS) return `truth(${this.#compared(op, all())})`
    if (op !== 'where') return `${op}(${all().join(', ')})`
    const [mask, yes, no] = operands
    return `choose(${this.#mask(mask)}, ${this.render(yes)}, ${this.render(no)})`
  }

  #compared(op: string, operands: readonly string[]): string {
    return `f32x4.${COMPARISONS[op]}(${operands.join(', ')})`
  }

  #mask(term: string): string {
    const { op, operands } = this.#terms.get(term) ?? { op: '', operands: [] }
    if (!(op in COMPARISONS)) return `f32x4.ne(${this.render(term)}, num(0))`
    return this.#compared(
      op,
      operands.map((each) => this.render(each)),
    )
  }
}

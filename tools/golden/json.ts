// A place in a JSON file. Reading what is not there, or is of another kind, is a typed error that names the place.
import { readFileSync } from 'node:fs'

/** A folder or file that cannot be read as golden data. */
export class GoldenError extends Error {
  override readonly name = 'GoldenError'
}

/** Numbers in row-major order, with their shape. */
export interface Numbers {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'string') return `'${value}'`
  if (typeof value === 'object')
    return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object'
  return JSON.stringify(value)
}

export class Json {
  readonly #value: unknown
  readonly #where: string

  constructor(value: unknown, where: string) {
    this.#value = value
    this.#where = where
  }

  /** The content of a file. `name` is what messages call it. */
  static read(path: string, name: string): Json {
    try {
      return new Json(JSON.parse(readFileSync(path, 'utf8')), name)
    } catch (error) {
      throw new GoldenError(`golden: ${name} is not JSON: ${(error as Error).message}`)
    }
  }

  refuse(needed: string): never {
    throw new GoldenError(`golden: ${this.#where} is ${kindOf(this.#value)}; it needs ${needed}.`)
  }

  get(key: string): Json {
    const at = new Json(this.#fields()[key], `${this.#where}: ${key}`)
    return at.#value === undefined ? at.refuse('a value') : at
  }

  /** What is at `key`, read by `read`; undefined where there is nothing. */
  optional<T>(key: string, read: (at: Json) => T): T | undefined {
    return this.#fields()[key] === undefined ? undefined : read(this.get(key))
  }

  has(key: string): boolean {
    return this.#fields()[key] !== undefined
  }

  entries(): [string, Json][] {
    return Object.keys(this.#fields()).map((key) => [key, this.get(key)])
  }

  list(): Json[] {
    if (!Array.isArray(this.#value)) this.refuse('a list')
    return this.#value.map((item, i) => new Json(item, `${this.#where}[${i}]`))
  }

  isList(): boolean {
    return Array.isArray(this.#value)
  }

  isNull(): boolean {
    return this.#value === null
  }

  string(): string {
    return typeof this.#value === 'string' ? this.#value : this.refuse('a string')
  }

  number(): number {
    return typeof this.#value === 'number' ? this.#value : this.refuse('a number')
  }

  /** Plain attributes or hyper-parameters, of whatever kinds they are. */
  fields<T extends object>(): T {
    return this.#fields() as T
  }

  /** A number (or true and false), or lists of equal length of them. */
  numbers(): Numbers {
    const shape: number[] = []
    for (let level = this.#value; Array.isArray(level); level = level[0]) shape.push(level.length)
    const data: number[] = []
    const walk = (part: unknown, axis: number): void => {
      const wanted = axis === shape.length ? typeof part : Array.isArray(part) && part.length
      if (axis === shape.length && (wanted === 'number' || wanted === 'boolean')) data.push(Number(part))
      else if (axis < shape.length && wanted === shape[axis])
        for (const each of part as unknown[]) walk(each, axis + 1)
      else this.refuse('numbers, in lists of equal length')
    }
    walk(this.#value, 0)
    return { shape, data }
  }

  #fields(): Record<string, unknown> {
    const value = this.#value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.refuse('an object')
    return value as Record<string, unknown>
  }
}

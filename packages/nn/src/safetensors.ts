// Weights as one file that PyTorch and many others read: safetensors. Sizes and places are checked before anything is made of them.
// Read `state-dict.ts` first.
import { shown } from '@glissade/autograd'
import { checkEntries } from './entries.ts'
import { StateDictError } from './errors.ts'
import type { Floats } from './parameter.ts'
import type { ArrayEntry, StateDict } from './state-dict.ts'

const LENGTH = 8 // bytes that say how long the header is
const LONGEST = 100_000_000

/** What stands of a tensor in the header; offsets count from the header's end. */
interface Described {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [from: number, to: number]
}

type Numbers = Floats | Int8Array | Uint8Array | Int16Array | Int32Array | BigInt64Array
type Kind = { readonly BYTES_PER_ELEMENT: number; new (buffer: ArrayBuffer): Numbers }

/** Integers, such as PyTorch's `num_batches_tracked`, become float64. */
const kinds: Readonly<Record<string, Kind>> = {
  F32: Float32Array,
  F64: Float64Array,
  I8: Int8Array,
  U8: Uint8Array,
  I16: Int16Array,
  I32: Int32Array,
  I64: BigInt64Array,
}

/**
 * The bytes of a state dict in the safetensors format: the header's length, the header as JSON, the numbers side by side.
 *
 *     writeFileSync('model.safetensors', toSafetensors(model.stateDict()))
 *
 * @see Hugging Face, safetensors, https://github.com/huggingface/safetensors
 */
export function toSafetensors(state: StateDict): Uint8Array {
  checkEntries('toSafetensors', state)
  let at = 0
  const described = Object.entries(state).map(([name, { shape, data }]) => {
    const dtype = data instanceof Float64Array ? 'F64' : 'F32'
    return [name, { dtype, shape, data_offsets: [at, (at += data.byteLength)] }]
  })
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(described)))
  const start = Math.ceil((LENGTH + text.length) / 8) * 8
  const file = new Uint8Array(start + at).fill(32, LENGTH, start)
  new DataView(file.buffer).setBigUint64(0, BigInt(start - LENGTH), true)
  file.set(text, LENGTH)
  let next = start
  for (const { data } of Object.values(state)) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), next)
    next += data.byteLength
  }
  return file
}

/**
 * What `loadStateDict()` takes, from the bytes of a safetensors file. Names and layouts are those of the file: turn them where it
 * comes from another library (`denseFromPyTorch`).
 *
 * @throws StateDictError for what is no such file, is cut off, or says of its numbers what cannot be.
 */
export function fromSafetensors(bytes: Uint8Array | ArrayBuffer): StateDict {
  if (!(bytes instanceof ArrayBuffer || bytes instanceof Uint8Array))
    throw refused(`the file is ${shown(bytes)}; it needs its bytes, an ArrayBuffer or a Uint8Array`)
  // A Buffer's slice() would be no copy.
  const file =
    bytes instanceof ArrayBuffer
      ? new Uint8Array(bytes)
      : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  const start = LENGTH + headerLength(file)
  const entries = Object.entries(header(file.subarray(LENGTH, start)))
    .filter(([name]) => name !== '__metadata__')
    .map(([name, each]) => [name, checked(name, each)] as const)
  checkPlaces(entries, file.length - start)
  return Object.fromEntries(entries.map(([name, each]) => [name, entry(each, file.subarray(start))]))
}

/** Tensors lie side by side and fill the file. */
function checkPlaces(entries: readonly (readonly [name: string, Described])[], bytes: number): void {
  const places = entries
    .map(([name, { data_offsets: offsets }]) => ({ name, from: offsets[0], to: offsets[1] }))
    .sort((a, b) => a.from - b.from || a.to - b.to)
  let at = 0
  for (const { name, from, to } of places) {
    if (from !== at)
      throw refused(
        `${name} begins at byte ${from} and the one before it ends at ${at}; it needs tensors side by side`,
      )
    at = to
  }
  if (at !== bytes)
    throw refused(
      `the header tells of ${at} bytes and there are ${bytes}; it needs as many. Was the file cut off?`,
    )
}

const refused = (words: string): StateDictError =>
  new StateDictError(`fromSafetensors: ${words.endsWith('?') ? words : `${words}.`}`, {
    missing: [],
    unexpected: [],
    mismatched: [],
  })

function headerLength(file: Uint8Array): number {
  const length =
    file.length < LENGTH ? NaN : Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true))
  if (length <= Math.min(LONGEST, file.length - LENGTH)) return length
  throw refused(
    `${file.length} bytes with a header of ${length}; it needs a header that is inside the file. Is it a safetensors file?`,
  )
}

function header(bytes: Uint8Array): object {
  try {
    const found: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found
  } catch {} // what follows says it
  throw refused('the header is no JSON object; it needs one. Is it a safetensors file?')
}

const isCount = (x: unknown): x is number => Number.isSafeInteger(x) && (x as number) >= 0

function checked(name: string, each: unknown): Described {
  const { dtype, shape, data_offsets: offsets } = (each ?? {}) as Partial<Described>
  const kind = typeof dtype === 'string' && Object.hasOwn(kinds, dtype) ? kinds[dtype] : undefined
  if (!kind)
    throw refused(
      `${name} is of type ${String(dtype)}; it needs ${Object.keys(kinds).join(', ')}. In PyTorch float() converts it`,
    )
  const sizes = Array.isArray(shape) && shape.every(isCount)
  if (!sizes || !Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount))
    throw refused(
      `${name} has the shape ${JSON.stringify(shape)} and the place ${JSON.stringify(offsets)}; it needs lists of whole numbers`,
    )
  const size = shape.reduce((n, d) => n * d, kind.BYTES_PER_ELEMENT)
  if (offsets[1] - offsets[0] !== size)
    throw refused(
      `${name} (${shape.join(', ')}) of ${dtype} has ${offsets[1] - offsets[0]} bytes; it needs ${size}`,
    )
  return each as Described
}

function entry({ dtype, shape, data_offsets: [from, to] }: Described, numbers: Uint8Array): ArrayEntry {
  const data = new kinds[dtype](numbers.slice(from, to).buffer)
  return {
    shape,
    data:
      data instanceof Float32Array || data instanceof Float64Array
        ? data
        : Float64Array.from(data as ArrayLike<number>, Number),
  }
}

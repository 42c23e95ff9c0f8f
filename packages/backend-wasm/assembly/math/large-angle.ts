// sin and cos of one float32 of any size. It is m·2ᵉ with an integer m below 2²⁴; times 2/π, whole turns drop out of the product
// before it is computed: only 96 bits of 2/π matter, from a place that e decides. (Payne & Hanek 1983.)
import { cos, sin } from '../../../math/src/trig.ts'

/** 2/π, its bits after the binary point. */
const TWO_OVER_PI: usize = memory.data<u8>([
  0xa2, 0xf9, 0x83, 0x6e, 0x4e, 0x44, 0x15, 0x29, 0xfc, 0x27, 0x57, 0xd1, 0xf5, 0x34, 0xdd, 0xc0, 0xdb, 0x62,
  0x95, 0x99, 0x3c, 0x43, 0x90, 0x41, 0xfe, 0x51, 0x63, 0xab,
])
/** π/2 · 2⁻⁶² */
const QUARTER: f64 = 3.406121580086554e-19

/** 32 bits of 2/π from a byte on, times m. */
function times(m: u64, at: i32): u64 {
  return m * <u64>bswap<u32>(load<u32>(TWO_OVER_PI + at))
}

/** sin(x + quarters·π/2) of a float32 x; NaN for infinities. */
export function sineOf(x: f64, quarters: i32): f64 {
  const bits = reinterpret<u32>(<f32>abs(x))
  const e = <i32>(bits >> 23) - 150
  if (e > 104) return NaN
  if (e < -3) return <i32>quarters == 0 ? sin(x) : cos(x)
  const m = <u64>((bits & 0x7fffff) | 0x800000)
  const from = max(0, (e - 2) >> 3) // bytes before it give whole turns
  const c = times(m, from + 8)
  const b = times(m, from + 4) + (c >> 32)
  const a = times(m, from) + (b >> 32)
  const rest = (b << 32) | (c & 0xffffffff)
  const shift = 34 - (e - (from << 3)) // now 2⁶² is a quarter turn
  const turns = (a << (64 - shift)) | (rest >> shift)
  const quadrant = <i32>((turns + ((<u64>1) << 61)) >> 62)
  const y = <f64>(<i64>(turns - ((<u64>quadrant) << 62))) * QUARTER
  const sign = x < 0 ? -1.0 : 1.0 // sin(−x) = −sin x; cos(−x) = cos x
  const turned = (quadrant + quarters) & 3
  const size = (turned & 1) == 0 ? sin(y) : cos(y)
  return (turned & 2 ? -size : size) * (quarters == 0 ? sign : 1)
}

// xʸ on four float32, through the float64 function of the package `math`: an error of ln x is multiplied by y.
import { pow as pow64 } from '../../../math/src/pow.ts'
import { four, lane } from '../lanes.ts'

/** xʸ. The float64 result (below 0.7 ulp of float64) rounded once. */
export function pow(x: v128, y: v128): v128 {
  const a = pow64(lane(x, 0), lane(y, 0))
  const b = pow64(lane(x, 1), lane(y, 1))
  const c = pow64(lane(x, 2), lane(y, 2))
  const d = pow64(lane(x, 3), lane(y, 3))
  return four(a, b, c, d)
}

// What gradient noise adds, found by giving it a generator whose every draw is 1: then the noise is its own deviation.
import { NotOffered } from './case.ts'

export function noiseVariance(_eta: number, _gamma: number, _t: number): number {
  throw new NotOffered('gradient noise')
}

// `@glissade/autograd/reference`: what needs npm `ndarray` and `ndarray-ops`. They compile code when imported,
// which a page with a strict content policy forbids, so the main entry does not import this one.
export { reference } from './kernels.ts'
export { fromNdarray, toNdarray } from './ndarray.ts'

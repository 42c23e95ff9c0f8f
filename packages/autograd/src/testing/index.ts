// `@glissade/autograd/testing`: for those who add ops, layers or backends.
export { gradCheck, type GradCheckOptions } from './grad-check.ts'
export { kernelContract, type ContractCase, type ContractSkip } from './kernel-contract.ts'

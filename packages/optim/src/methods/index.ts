// Every method by name: what needs more than one loop.

export { windowedAdagrad } from './windowed-adagrad.ts'
export { adagradFull } from './adagrad-full.ts'
export { gaussNewton, newton, saddleFreeNewton } from './newton.ts'
export { newtonCG } from './newton-cg.ts'
export { lbfgs, lbfgsWolfe } from './lbfgs.ts'

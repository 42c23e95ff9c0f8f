// Data sets that are read from files.
export { readIdx, type Idx } from '../idx.ts'
export { readIdxFile } from './files.ts'
export { mnist } from './mnist.ts'
export { mnistFull } from './mnist-full.ts'
export { fashionClasses, fashionMnist } from './fashion-mnist.ts'
export { firstNames } from './first-names.ts'
export { iris, irisSpecies } from './iris.ts'
export { penguins, penguinSpecies } from './penguins.ts'

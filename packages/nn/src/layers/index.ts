// Every layer with tensors or a state of its own; activations without are functions of @glissade/autograd.
export { Dense, type DenseOptions } from './dense.ts'

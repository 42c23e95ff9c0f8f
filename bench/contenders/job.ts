// What a contender may be asked to do. A child process gets a job as JSON, and answers with one number for each time that it is asked.

/** Training a network on MNIST: rectified layers, softmax cross-entropy, Adam with a rate of 0.001. */
export interface Mlp {
  readonly kind: 'mlp'
  readonly batch: number
  readonly layers: readonly number[]
  /** Pixels of mean 0 and deviation 1 in place of 0 to 1: no zeros. */
  readonly standardised: boolean
  /** BatchNorm and Dropout of one half behind each hidden layer. */
  readonly regularised: boolean
}

/** Training LeNet on MNIST, with the loss and the rule of `Mlp`. */
export interface Lenet {
  readonly kind: 'lenet'
  readonly batch: number
}

/** Training an LSTM that reads a digit of MNIST row by row, 28 steps of 28 pixels, with the loss and the rule of `Mlp`. */
export interface Lstm {
  readonly kind: 'lstm'
  readonly batch: number
  readonly hidden: number
}

/** A (m, k) times B (k, n), either of them stored transposed; normal numbers without zeros. */
export interface Gemm {
  readonly kind: 'gemm'
  readonly m: number
  readonly k: number
  readonly n: number
  readonly transpose: 'nn' | 'tn' | 'nt' | 'tt'
}

export interface Elementwise {
  readonly kind: 'elementwise'
  readonly op: 'add' | 'relu' | 'exp' | 'tanh'
  readonly size: number
}

/** A chain of additions to a tensor of one number, forwards and backwards: all of it is overhead. */
export interface Tape {
  readonly kind: 'tape'
  readonly ops: number
}

/** What a training step of Glissade takes beyond its kernels. */
export interface Overhead {
  readonly kind: 'overhead'
  readonly batch: number
  readonly layers: readonly number[]
}

/** One update of a model's weights by a rule, from a gradient that stays. */
export interface Update {
  readonly kind: 'update'
  readonly rule: string
  readonly weights: number
}

/** Training for whole epochs on all of MNIST; what is told is the share of test digits that is right, or the peak of memory. */
export interface Epochs {
  readonly kind: 'accuracy' | 'memory'
  readonly batch: number
  readonly layers: readonly number[]
  readonly epochs: number
}

/** Many steps: how many bytes are held more after them than after the first half. */
export interface Steps {
  readonly kind: 'growth'
  readonly network: 'mlp' | 'lenet' | 'lstm'
  readonly steps: number
}

/** Training with one thread, or with two. One window is one epoch. */
export interface TeamJob {
  readonly kind: 'team'
  /** Digits and a network of 784, 128 and 10; or samples of 5 among 10,000 features, one at a time. */
  readonly problem: 'mnist' | 'sparse'
  readonly strategy: 'sync' | 'hogwild'
  readonly measure: 'time' | 'loss'
}

export type Job =
  Mlp | Lenet | Lstm | Gemm | Elementwise | Tape | Overhead | Update | Epochs | Steps | TeamJob

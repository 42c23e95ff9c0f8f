// Schedules: functions of the step count, usable for any hyper-parameter. t = 0 is the first step.

export { constant, exponential, inverseTime, multiStep, step } from './decay.ts'
export { cosine, cosineWave } from './cosine.ts'
export { sequence, warmup } from './joined.ts'

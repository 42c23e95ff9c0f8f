// Nearest names.
import { expect, it } from 'vitest'
import { nearest } from '../src/index.ts'

it('the nearest name needs the fewest changes, and none is better than a wild guess', () => {
  expect(nearest('learningrate', ['lr', 'momentum'])).toBeUndefined()
  expect(nearest('Beta1', ['beta1', 'beta2'])).toBe('beta1')
  expect(nearest('epsilon', ['lr', 'eps'])).toBe('eps')
  expect(nearest('rto', ['rho'])).toBe('rho')
  expect(nearest('xyz', ['rho'])).toBeUndefined()
  expect(nearest('mmoomentum', ['momentum'])).toBe('momentum')
  expect(nearest('mxoxmxentum', ['momentum'])).toBe('momentum')
  expect(nearest('abcdmoxx', ['momentum'])).toBeUndefined()
  expect(nearest('weigthDecay', ['weightDecay', 'decay'])).toBe('weightDecay')
  expect(nearest('xyzzy', ['full', 'small'])).toBeUndefined()
  expect(nearest('smal', ['full', 'small'])).toBe('small')
  expect(nearest('anything', [])).toBeUndefined()
})

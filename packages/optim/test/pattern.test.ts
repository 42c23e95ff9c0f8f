// Path patterns and nearest names.

import { expect, it } from 'vitest'
import { nearest } from '../src/nearest.ts'
import { matches } from '../src/pattern.ts'

// prettier-ignore
const rows: [string, string, boolean][] = [
  ['**.bias',           'bias',                true ],
  ['**.bias',           'layers.0.bias',       true ],
  ['**.bias',           'layers.0.biases',     false],
  ['layers.*.weight',   'layers.0.weight',     true ],
  ['layers.*.weight',   'layers.0.a.weight',   false],
  ['layers.**.weight',  'layers.0.a.weight',   true ],
  ['layers.**',         'layers',              true ],
  ['**',                'anything.at.all',     true ],
  ['conv*.weight',      'conv12.weight',       true ],
  ['c*v*.weight',       'conv1.weight',        true ],
  ['a*a.weight',        'a.weight',            false],
  ['a.b',               'a.b.c',               true ],
  ['layers.0',          'layers.0.weight',     true ],
  ['layers.0',          'layers.01.weight',    false],
  ['a.b.c',             'a.b',                 false],
  ['*v*.weight',        'v1.weight',           true ],
  ['*v*',               'v1',                  true ],
  ['a+b',               'aab',                 false],
]
it.each(rows)('%s against %s is %s', (pattern, name, expected) =>
  expect(matches(pattern, name)).toBe(expected),
)

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
})

// Path patterns.

import { expect, it } from 'vitest'
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

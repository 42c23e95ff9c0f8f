import { expect, it } from 'vitest'
import { filesBelow, read } from '../house/files.ts'

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

/** `npm start`, `npm test`, `npm run x`: the scripts that a text tells its reader to run. */
const named = (text: string): string[] =>
  [...text.matchAll(/\bnpm (?:run ([a-z]+)|(start|test))\b/g)].map(([, run, short]) => run ?? short)

it('the README sets up with two commands: one trains, one tests, as CI does', () => {
  const [commands] = /```sh\ngit clone[^`]*```/.exec(read('README.md')) ?? ['']
  expect(named(commands)).toEqual(['start', 'test'])
  expect(named(read('.ci/run'))).toEqual(['test'])
})

const pages = filesBelow('', (path) => path.endsWith('.md')).filter((path) => named(read(path)).length > 0)

it.each(pages)('%s names scripts that there are', (path) =>
  expect(named(read(path)).filter((name) => !(name in scripts))).toEqual([]),
)

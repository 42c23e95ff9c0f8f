import { describe, expect, it } from 'vitest'
import { address, number, oneOf, sizes, whole, wholeOr } from '../src/cli/values.ts'

const refusal = (parse: (text: string) => unknown, text: string): string => {
  try {
    return `taken as ${JSON.stringify(parse(text))}`
  } catch (error) {
    return (error as Error).message
  }
}

const list = "It needs whole numbers of at least 1 with commas between, or 'none'."
// prettier-ignore
const rows: [what: string, parse: (text: string) => unknown, taken: [string, unknown][], refused: [string, string][]][] = [
  ['whole', whole(1), [['1', 1], ['60000', 60000]], [
    ['0', 'It needs a whole number of at least 1.'], ['-1', 'It needs a whole number of at least 1.'],
    ['1.5', 'It needs a whole number of at least 1.'], ['1e3', 'It needs a whole number of at least 1.'],
    ['', 'It needs a whole number of at least 1.'], ['99999999999999999999', 'It needs a whole number of at least 1 and below 2^53.'],
  ]],
  ['wholeOr', wholeOr(1, 'all'), [['all', 'all'], ['32', 32]], [
    ['0', "It needs a whole number of at least 1, or 'all'."], ['al', "It needs a whole number of at least 1, or 'all'."],
  ]],
  ['number', number({ least: 0, below: 1 }), [['0', 0], ['0.5', 0.5], ['1e-3', 0.001]], [
    ['1', 'It needs a number of at least 0 and below 1.'], ['-0.1', 'It needs a number of at least 0 and below 1.'],
    ['NaN', 'It needs a number of at least 0 and below 1.'], ['0,5', 'It needs a number of at least 0 and below 1.'],
    [' ', 'It needs a number of at least 0 and below 1.'],
  ]],
  ['number above', number({ above: 0 }), [['1e-9', 1e-9]], [
    ['0', 'It needs a number above 0.'], ['Infinity', 'It needs a number above 0.'],
  ]],
  ['sizes', sizes, [['256,128', [256, 128]], ['10', [10]], ['none', []]], [
    ['', list], ['10,', list], ['0', list], ['3.5', list], ['10 20', list],
  ]],
  ['address', address, [['tcp://alpha:5555', 'tcp://alpha:5555'], ['tcp://[::1]:1', 'tcp://[::1]:1']], [
    ['alpha:5555', 'It needs tcp://, a host and a port, such as tcp://alpha:5555.'], ['tcp://alpha:65536', 'It needs tcp://, a host and a port, such as tcp://alpha:5555.'],
    ['tcp://alpha:0', 'It needs tcp://, a host and a port, such as tcp://alpha:5555.'], ['tcp://:5555', 'It needs tcp://, a host and a port, such as tcp://alpha:5555.'],
  ]],
  ['oneOf', oneOf(['adam', 'adamw', 'sgd']), [['sgd', 'sgd']], [
    ['adm', 'Did you mean adam? It needs one of adam, adamw, sgd.'], ['ADAMW', 'Did you mean adamw? It needs one of adam, adamw, sgd.'],
    ['momentum', 'It needs one of adam, adamw, sgd.'], ['', 'It needs one of adam, adamw, sgd.'],
  ]],
]

describe('the values of flags', () => {
  for (const [what, parse, taken, refused] of rows) {
    it.each(taken)(`${what} takes '%s'`, (text, value) => expect(parse(text)).toEqual(value))
    it.each(refused)(`${what} refuses '%s'`, (text, message) => expect(refusal(parse, text)).toBe(message))
  }
})

import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { file, sha256, writeWhole } from '../src/cli/files.ts'

const all = mkdtempSync(join(tmpdir(), 'glissade-'))
const folder = () => mkdtempSync(join(all, 'run-'))
afterAll(() => rmSync(all, { recursive: true }))

describe('files of a run', () => {
  it('are written whole, over older ones, into folders that are made', () => {
    const path = join(folder(), 'a', 'b', 'run.json')
    writeWhole(path, 'first')
    writeWhole(path, 'second')
    expect(readFileSync(path, 'utf8')).toBe('second')
    expect(readdirSync(join(path, '..'))).toEqual(['run.json'])
  })

  it('leave no draft behind when they cannot be put in their place', () => {
    const at = folder()
    mkdirSync(join(at, 'taken'))
    expect(() => writeWhole(join(at, 'taken'), 'text')).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/)
    expect(readdirSync(at)).toEqual(['taken'])
  })

  it('are refused before the run where the name is that of a folder', () => {
    expect(() => file(folder())).toThrow('It is a folder; it needs the name of a file.')
    expect(() => file('')).toThrow('It needs the name of a file.')
    expect(file('new.json')).toBe('new.json')
  })
})

describe('sha256', () => {
  it('is that of the bytes, of several vectors as of one', () => {
    // `printf '\0\0\200\077\0\0\0\100' | sha256sum`: 1 and 2 in float32
    const both = 'b9c80b5adeca450753a16950c3cc655d271f7bef7a485bc83f112b72fef21d37'
    expect(sha256(Float32Array.of(1, 2))).toBe(sha256(Float32Array.of(1), Float32Array.of(2)))
    expect(sha256(Float32Array.of(1, 2))).toBe(both)
  })
})

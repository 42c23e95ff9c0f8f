// A folder of golden data as cases: every .json file below it, recognised by its `schema`, whatever it is called.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from './case.ts'
import { earlyStoppingCases } from './early-stopping.ts'
import { endToEndCases } from './end-to-end.ts'
import { GoldenError, Json } from './json.ts'
import { opCases } from './op-cases.ts'
import { parallelCases } from './parallel.ts'
import { problemCases, readProblems, type Problem } from './problems.ts'
import { scheduleCases } from './schedules.ts'
import { trajectoryCases } from './trajectories.ts'

type Reader = (file: Json, problems: ReadonlyMap<string, Problem>) => Case[]

const readers: Readonly<Record<string, Reader>> = {
  'golden/problems@1': problemCases,
  'golden/ops@1': opCases,
  'golden/trajectory@1': trajectoryCases,
  'golden/schedule@1': scheduleCases,
  'golden/early_stopping@1': earlyStoppingCases,
  'golden/parallel@1': parallelCases,
  'golden/endtoend@1': endToEndCases,
}

function jsonFiles(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new GoldenError(`golden: ${folder} is not a folder; it needs one with golden data.`)
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.json')).sort()
}

/** The files of a folder. */
export function readFiles(folder: string): Json[] {
  const files = jsonFiles(folder).map((name) => Json.read(join(folder, name), name))
  if (files.length === 0)
    throw new GoldenError(`golden: ${folder} holds no .json file; it needs golden data.`)
  return files
}

/** All cases of some files. Problems are read first, since trajectories refer to them. */
export function casesOf(files: readonly Json[]): Case[] {
  const schema = (file: Json) => file.get('schema').string()
  const problems = new Map(files.filter((file) => schema(file) === 'golden/problems@1').flatMap(readProblems))
  return files.flatMap((file) => {
    const read =
      readers[schema(file)] ?? file.get('schema').refuse(`one of ${Object.keys(readers).join(', ')}`)
    return read(file, problems)
  })
}

#!/usr/bin/env node
// The command line: `glissade train mnist`. Exit code 2 for a command that makes no sense, 1 for a run that failed.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { Command, CommanderError } from 'commander'
import { mnistCommand, type TrainOptions } from './flags.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** The library is loaded when there is something to do, so that help and refusals come at once. Workers import what was started. */
async function run(options: TrainOptions): Promise<void> {
  const { trainMnist } = await import('./train-mnist.ts')
  await trainMnist(options, pathToFileURL(process.argv[1]).href)
}

function program(): Command {
  const glissade = new Command('glissade')
    .description('Glissade: a from-scratch autodiff framework.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .exitOverride()
    .showSuggestionAfterError()
  const train = glissade.command('train').description('train a network')
  train.addCommand(mnistCommand(run).copyInheritedSettings(glissade))
  return glissade
}

/** Errors of the library say what is wrong and what to do; all others are faults, shown with the place where they happened. */
async function exitCode(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const { GlissadeError, OptimError, ParallelError } = await import('../names.ts')
  const refuses = (it: Error): boolean =>
    [GlissadeError, OptimError, ParallelError].some((type) => it instanceof type) ||
    ['MpiError', 'ZmqError'].includes(it.name) // of packages that may be absent
  console.error(error instanceof Error && refuses(error) ? error.message : error)
  return 1
}

try {
  await program().parseAsync()
} catch (error) {
  if (!isMainThread) throw error // the coordinator is told why
  process.exitCode = await exitCode(error)
}

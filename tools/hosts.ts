// Two hosts on one machine: network namespaces with names of their own, joined by a virtual wire. For tests of what runs on several
// machines; it needs Linux, iproute2 and root.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ip = (command: string): void => void execFileSync('ip', command.split(' '), { stdio: 'pipe' })

export class Hosts {
  readonly addresses = ['10.77.0.1', '10.77.0.2'] as const
  readonly names: readonly [string, string]
  readonly #folder = mkdtempSync(join(tmpdir(), 'hosts-'))
  readonly #atExit = (): void => this.remove()

  /** @throws Error where the machine does not allow it; nothing is left then. */
  constructor() {
    const own = randomBytes(4).toString('hex') // several runs of the tests may go on at once
    this.names = [`ga${own}`, `gb${own}`]
    const [a, b] = this.names
    process.once('exit', this.#atExit)
    try {
      ip(`netns add ${a}`)
      ip(`netns add ${b}`)
      ip(`link add va netns ${a} type veth peer name vb netns ${b}`)
      for (const [host, wire] of ['va', 'vb'].entries()) {
        ip(`-n ${this.names[host]} addr add ${this.addresses[host]}/24 dev ${wire}`)
        ip(`-n ${this.names[host]} link set ${wire} up`)
        ip(`-n ${this.names[host]} link set lo up`)
      }
      const [command, ...args] = this.on(0, ['true'])
      execFileSync(command, args, { stdio: 'pipe' })
    } catch (error) {
      this.remove()
      throw error
    }
  }

  /** Why there can be none here; undefined where there can. */
  static missing(): string | undefined {
    try {
      new Hosts().remove()
      return undefined
    } catch (error) {
      return (error as Error).message.trim().split('\n').at(-1)
    }
  }

  /** The command line that runs a command on one of them. */
  on(host: 0 | 1, command: readonly string[]): string[] {
    const name = this.names[host]
    return [
      'ip',
      'netns',
      'exec',
      name,
      'unshare',
      '--uts',
      'sh',
      '-c',
      `hostname ${name}; exec "$@"`,
      'sh',
      ...command,
    ]
  }

  /** A program that is called as `ssh` is, with an address and a command, and runs it there. */
  shell(): string {
    const file = join(this.#folder, 'shell.sh')
    const cases = this.addresses.map((address, host) => `${address}) name=${this.names[host]};;`)
    const run = 'exec ip netns exec $name unshare --uts sh -c "hostname $name; $*"'
    writeFileSync(
      file,
      ['#!/bin/sh', 'host=$1; shift', `case $host in ${cases.join(' ')} esac`, run, ''].join('\n'),
    )
    chmodSync(file, 0o755)
    return file
  }

  /** Cuts the wire, or mends it. */
  wire(state: 'up' | 'down'): void {
    ip(`-n ${this.names[0]} link set va ${state}`)
  }

  remove(): void {
    process.off('exit', this.#atExit)
    rmSync(this.#folder, { recursive: true, force: true })
    for (const name of this.names) {
      try {
        ip(`netns del ${name}`)
      } catch {
        continue // it was never made
      }
    }
  }
}

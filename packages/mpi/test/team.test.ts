// What rank 0 hears when its own work ends in an error: nobody waits for answers that do not come.
import { local } from '@glissade/parallel'
import { bowl } from '@glissade/parallel/testing'
import { expect, it } from 'vitest'
import type { Communicator } from '../src/communicator.ts'
import { MpiTeam } from '../src/team.ts'

it('an error of its own work ends what was asked before it, and what is asked after it', async () => {
  let fail: (error: Error) => void = () => {}
  const working = new Promise<void>((_, reject) => (fail = reject))
  const world = {} as Communicator // nothing is said to others
  const team = new MpiTeam(world, local({ workers: 2 }), bowl()).begin(working, () => undefined)
  const before = team.state()
  fail(new Error('the wire broke'))
  await expect(before).rejects.toThrow('the wire broke')
  await expect(team.state()).rejects.toThrow('the wire broke')
})

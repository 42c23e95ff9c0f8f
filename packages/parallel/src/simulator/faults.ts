// What goes wrong, one after the other, when its time has come. `settings.ts` has the list.
import { ServerHub } from './hub.ts'
import type { Fault } from './settings.ts'
import type { Walk } from './walk.ts'
import type { World } from './world.ts'

/** Lets a fault happen; what lasts for a while is undone when that is over. */
export function strike(world: World, walk: Walk, fault: Fault): void {
  const { crew, network, clock, hub } = world
  const later = (until: number, act: () => void): void => clock.after(until - fault.at, act)
  if ('kill' in fault) world.kill(fault.kill)
  if ('hang' in fault) crew.get(fault.hang)!.frozenUntil = fault.until
  if ('slow' in fault) crew.get(fault.slow)!.slow = fault.by
  if ('poison' in fault) crew.get(fault.poison)!.poisoned = true
  if ('join' in fault) {
    world.ledger.join(fault.join)
    const man = world.enlist(fault.join, world.origin())
    man.idle = world.sums
    walk.begin(man)
  }
  if ('partition' in fault) {
    for (const rank of fault.partition) network.cut.add(rank)
    later(fault.until, () => fault.partition.forEach((rank) => network.cut.delete(rank)))
  }
  if ('lag' in fault) {
    network.lag += fault.lag
    later(fault.until, () => (network.lag -= fault.lag))
  }
  if ('server' in fault && hub instanceof ServerHub) {
    hub.down = true
    later(fault.until, () => hub.comeAgain())
  }
}

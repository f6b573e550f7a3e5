import type { Scope } from '@fulcrum/domain'
import type { PresentPerson } from '@fulcrum/protocol'
import type { Bus } from '../scopes/bus.ts'
import type { Presence } from './presence.ts'

const topic = 'presence'

export interface RelayOptions {
  readonly presence: Presence
  readonly bus: Bus
  /** Tells this node from the others. */
  readonly nodeId: string
  /** How often a node tells all its people again, for those who were not there before. */
  readonly againMs?: number
  /** A node that said nothing for so long is gone, and its people with it. */
  readonly silentMs?: number
}

interface Word {
  readonly node: string
  readonly scope: Scope
  readonly client: string
  readonly person: PresentPerson | null
}

/** Tells other nodes who is here, and takes what they tell. Words may be lost: everybody is told again after a while. */
export function relayPresence(options: RelayOptions): { stop(): void } {
  const { presence, bus, nodeId, againMs = 20_000, silentMs = 60_000 } = options
  const heardAt = new Map<string, number>()
  const say = (scope: Scope, client: string, person: PresentPerson | null): void => {
    const word: Word = { node: nodeId, scope, client, person }
    bus.tell(topic, Buffer.from(JSON.stringify(word)).toString('base64url'))
  }
  presence.listen(say)
  bus.onTold(topic, (text) => {
    // @NOTE only nodes of this installation speak on its bus, each in this shape.
    const { node, scope, client, person } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Word
    if (node === nodeId) return
    heardAt.set(node, performance.now())
    presence.heard(node, scope, client, person)
  })
  const timer = setInterval(() => {
    for (const [scope, person] of presence.ownPeople()) say(scope, person.client, person)
    for (const [node, at] of heardAt) {
      if (performance.now() - at < silentMs) continue
      heardAt.delete(node)
      presence.forgetNode(node)
    }
  }, againMs).unref()
  return { stop: () => clearInterval(timer) }
}

import { createClient } from '@fulcrum/client'
import { browserPorts, dropCaches } from '@fulcrum/client/browser'
import { columnKinds } from '@fulcrum/columns'
import { columnViews } from '@fulcrum/columns/web'
import { KindRegistry } from '@fulcrum/domain'
import type { SessionAnswer } from '@fulcrum/protocol'
import { createToasts } from '@fulcrum/ui'
import { createActions } from './shell/actions.ts'
import { later, loadUntilHere } from './shell/later.ts'
import { forgetTrees } from './shell/kept.ts'
import type { World } from './shell/world.tsx'

const commandsPart = later(() => import('./commands.ts'))

/** Makes the signed-in app of one session: the only place that names concrete kinds and ports. */
export async function composeWorld(session: SessionAnswer): Promise<World> {
  const kinds = new KindRegistry(columnKinds)
  const who = { accountId: session.account, memberId: session.member }
  const commands = loadUntilHere(commandsPart).then(({ commandNamed }) => commandNamed)
  const client = createClient({ ...who, kinds, commands, ...browserPorts(who) })
  return {
    client,
    session,
    kinds,
    columnViews: new Map(columnViews.map((view) => [view.id, view])),
    newBoard: {
      groups: [
        { title: 'Now', colour: 'blue' },
        { title: 'Later', colour: 'violet' },
      ],
      columns: [
        { kind: 'status', title: 'Status', role: 'status' },
        { kind: 'people', title: 'Owner', role: 'owner' },
        { kind: 'date', title: 'Due', role: 'due' },
      ],
    },
    toasts: createToasts(),
    actions: createActions(),
    forget: async () => {
      forgetTrees()
      await dropCaches()
    },
  }
}

import { createClient } from '@fulcrum/client'
import { browserPorts, dropCaches } from '@fulcrum/client/browser'
import { firstKinds } from '@fulcrum/columns/first'
import { firstViews } from '@fulcrum/columns/first/web'
import type { ColumnView } from '@fulcrum/columns/web'
import { KindRegistry } from '@fulcrum/domain'
import type { SessionAnswer } from '@fulcrum/protocol'
import { appBase, createToasts, loadIcons } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { CellFiles } from './shell/files/cell-files.ts'
import { createActions } from './shell/actions.ts'
import { later, loadUntilHere } from './shell/later.ts'
import { forgetTrees } from './shell/kept.ts'
import type { World } from './shell/world.tsx'

const commandsPart = later(() => import('./commands.ts'))
const kindsPart = later(() => import('./kinds.ts'))

/** Makes the signed-in app of one session: the only place that names concrete kinds and ports. */
export async function composeWorld(session: SessionAnswer): Promise<World> {
  const columnViews = new Map<string, ColumnView>(firstViews.map((view) => [view.id, view]))
  const kinds = new KindRegistry(firstKinds, async () => {
    // Their marks come in the same file.
    const [all] = await Promise.all([loadUntilHere(kindsPart), loadIcons().catch(() => undefined)])
    for (const view of all.columnViews) columnViews.set(view.id, view)
    return all.columnKinds
  })
  const who = { accountId: session.account, memberId: session.member }
  // A command may make a column of any kind.
  const commands = Promise.all([loadUntilHere(commandsPart), kinds.fetch()]).then(([{ commandNamed }]) => commandNamed)
  const client = createClient({
    ...who,
    kinds,
    commands,
    linking: loadUntilHere(commandsPart).then(({ createLinking }) => createLinking()),
    ...browserPorts({ ...who, server: `${location.origin}${appBase()}` }),
  })
  let cellFiles: CellFiles | undefined
  return {
    client,
    session,
    kinds,
    columnViews,
    files: (board) => {
      cellFiles ??= kindsPart.here()?.createCellFiles(client)
      return cellFiles?.on(board)
    },
    newBoard: {
      groups: [
        { title: t('Now'), colour: 'blue' },
        { title: t('Later'), colour: 'violet' },
      ],
      columns: [
        { kind: 'status', title: t('Status'), role: 'status' },
        { kind: 'people', title: t('Owner'), role: 'owner' },
        { kind: 'date', title: t('Due'), role: 'due' },
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

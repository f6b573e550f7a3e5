import { DomainError, archivePutName, scopeOf } from '@fulcrum/domain'
import type { CellColumn, Fields, Json, MemberId, Scope } from '@fulcrum/domain'
import type { ArchiveTaken } from '@fulcrum/protocol'
import type { SyncNode } from '../node.ts'
import type { FileStore } from '../files/file-store.ts'
import { openHold } from '../imports/engine/board-hold.ts'
import type { Hold } from '../imports/engine/board-hold.ts'
import { accountState } from '../scopes/principals.ts'
import { recordHistory } from '../scopes/history.ts'
import type { HistoricChange } from '../storage/commit-history.ts'
import { Abreast } from './abreast.ts'
import { cellsOf, parseLine } from './check-lines.ts'
import { TakingDocs } from './take-docs.ts'
import { takeFiles } from './take-files.ts'
import { nameArchive } from './names.ts'
import type { ArchiveNames } from './names.ts'
import type { OpenArchive } from './open-archive.ts'
import { boardPart, boardPartsOf, docsPart, threadParts, workspacePartsOf } from './shape.ts'
import type { ArchiveChange, ArchiveDocLine, ArchiveItem, ArchiveRecord, ArchiveUpdate, BoardPart } from './shape.ts'
import { surveyArchive } from './survey.ts'
import type { Survey } from './survey.ts'

/** Items that are written together, and entries of a log. */
const itemsAtOnce = 300
const entriesAtOnce = 300
const charsAtOnce = 1024 * 1024
/** Threads that are written together, and logs of threads side by side: each is a transaction of its own. */
const threadsAtOnce = 40
const logsAbreast = 4

export interface TakeIn {
  readonly node: Pick<SyncNode, 'store' | 'executor'>
  readonly archive: OpenArchive
  /** Where the files of its cells go. */
  readonly files?: FileStore
  /** Who takes it in and owns its boards from then on; null where it is whoever holds the machine. */
  readonly memberId: MemberId | null
  /** Throws where the import was given up. */
  readonly check: () => void
  readonly onProgress: (phase: string, done: number, total: number) => void
}

interface Write {
  readonly scope: Scope
  readonly create?: readonly (readonly [table: string, id: string, fields: Fields])[]
  readonly put?: readonly (readonly [table: string, id: string, fields: Fields])[]
  readonly cells?: readonly (readonly [CellColumn, number[], Json[]])[]
}

/**
 * Takes an archive in as a new workspace, or leaves everything as it was. All of it is read and checked first; then its boards
 * are written where nobody sees them, and shown together with their workspace by the last command.
 */
export async function takeInArchive(order: TakeIn): Promise<ArchiveTaken> {
  const { node, archive, onProgress } = order
  const { manifest } = archive
  const { store } = node
  const total = manifest.parts.reduce((sum, { lines }) => sum + lines, 0)
  const survey = await surveyArchive(archive, store.kinds, (lines) => {
    order.check()
    onProgress('checking', lines, total)
  })
  let isLost = false
  const hold = await openHold(store.pool, () => {
    isLost = true
  })
  try {
    // Which ids are free is known only while nobody else takes the same ones in.
    const brought = [manifest.workspace.id, ...survey.docs].map((id) => `${store.accountId}:${id}`)
    await hold.take(brought, () => {
      return new DomainError('conflict', 'Another import takes this workspace in: start again when it is done.')
    })
    const account = await accountState(store)
    const names = await nameArchive({ pool: store.pool, accountId: store.accountId, account }, survey)
    return await takeSurveyed(order, survey, new Taking(order, names, total, () => isLost), { names, hold })
  } finally {
    await hold.letGo()
  }
}

async function takeSurveyed(
  order: TakeIn,
  survey: Survey,
  taking: Taking,
  { names, hold }: { readonly names: ArchiveNames; readonly hold: Hold },
): Promise<ArchiveTaken> {
  const { manifest } = order.archive
  const boards = manifest.boards.map(({ id }) => names.of(id))
  await hold.take(boards, (board) => {
    return new DomainError('conflict', 'Another import is filling this board.', { board })
  })
  try {
    await takeFiles(order)
    await taking.people()
    for (const { id } of manifest.boards) await taking.board(id)
    await taking.texts(survey)
    await taking.show(survey)
  } catch (error) {
    await taking.takeBack()
    throw error
  }
  const counts = manifest.counts
  return {
    workspace: names.of(manifest.workspace.id),
    name: manifest.workspace.name,
    boards: boards.length,
    items: counts['items'] ?? 0,
    updates: counts['updates'] ?? 0,
    changes: taking.changes,
    people: { known: survey.people.length - names.placeholders.length, placeholders: names.placeholders.length },
    keptIds: names.keepsIds,
  }
}

/** One archive on its way in. */
class Taking {
  changes = 0
  private done = 0
  private readonly isLost: () => boolean
  private readonly order: TakeIn
  private readonly names: ArchiveNames
  private readonly total: number
  private readonly docs: TakingDocs
  /** The boards that are there by now, hidden, with what the last command sets of them. */
  private readonly made = new Map<string, Fields>()

  constructor(order: TakeIn, names: ArchiveNames, total: number, isLost: () => boolean) {
    this.order = order
    this.names = names
    this.total = total
    this.isLost = isLost
    this.docs = new TakingDocs(order.node, names, order.memberId)
  }

  async people(): Promise<void> {
    const people = this.names.placeholders.map(({ here, name, email, colour }) => ({
      id: here,
      name: name.trim() === '' ? 'Unknown' : name.slice(0, 255),
      ...(email !== null && { email }),
      ...(colour !== null && { colour }),
      source: `archive:${here}`,
    }))
    for (let at = 0; at < people.length; at += 500)
      await this.run('member.addPlaceholders', { people: people.slice(at, at + 500) })
  }

  async board(there: string): Promise<void> {
    await this.records(there)
    await this.items(there)
    await this.threads(there, 'updates', 'update')
    for (const part of boardPartsOf(this.order.archive.manifest.version)) {
      if (part in threadParts) await this.threads(there, part, threadParts[part as keyof typeof threadParts])
    }
    await this.log(there, 'changes', () => scopeOf('board', this.names.of(there)))
    await this.log(there, 'update-changes', ({ item }) => scopeOf('item', String(item)))
  }

  /** What docs say; the docs are made with the workspace. */
  async texts({ outside }: Survey): Promise<void> {
    if (!workspacePartsOf(this.order.archive.manifest.version).includes(docsPart)) return
    for await (const line of this.lines(docsPart)) await this.docs.take(line as unknown as ArchiveDocLine, outside)
  }

  /** Makes the workspace and its docs, and shows the boards. */
  async show({
    workspace,
    teams,
  }: {
    readonly workspace: readonly ArchiveRecord[]
    readonly teams: readonly ArchiveRecord[]
  }): Promise<void> {
    const { accountId } = this.order.node.store
    const scope = scopeOf('account', accountId)
    // What the log says of a workspace that is not there shows nowhere: so it goes first, and the last step is the whole of it.
    await this.log(null, 'workspace-changes', () => scope)
    const isNew = new Set(this.names.newTeams.map(({ id }) => id))
    const create = [...teams.filter(({ id }) => isNew.has(id)), ...workspace].map((record) => this.here(record))
    const refs = [
      ...[...this.made.keys()].map((id) => ['boardRef', id, { epoch: 1 }] as const),
      ...[...this.docs.writes.keys()].map((id) => ['docRef', id, { epoch: 1 }] as const),
    ]
    await this.put([
      { scope, create: [...create, ...refs] },
      ...this.docs.made(),
      ...[...this.made].map(([id, fields]): Write => ({ scope: scopeOf('board', id), put: [['board', id, fields]] })),
    ])
  }

  /** Puts what was written into the trash, where nobody finds it and the purge does. */
  async takeBack(): Promise<void> {
    const asker = { principal: () => ({ kind: 'system', memberId: null }) as const }
    try {
      await this.docs.takeBack()
    } finally {
      for (const board of this.made.keys()) await this.order.node.executor.run(asker, 'board.delete', 1, { board })
    }
  }

  private async records(there: string): Promise<void> {
    const board = this.names.of(there)
    const records: (readonly [string, string, Fields])[] = []
    const { memberId } = this.order
    let isOwned = memberId === null
    for await (const line of this.lines(boardPart(there, 'records'))) {
      const [table, id, fields] = this.here(line as unknown as ArchiveRecord)
      if (table === 'boardMember' && id === memberId) {
        isOwned = true
        records.push([table, id, { ...fields, role: 'owner' }])
      } else if (table === 'board') {
        // Until all of it is here, nobody but its maker sees it.
        records.push([table, id, { ...fields, hidden: true }])
        this.made.set(board, { hidden: null })
      } else records.push([table, id, fields])
    }
    if (!isOwned && memberId !== null) records.push(['boardMember', memberId, { subject: 'member', role: 'owner' }])
    await this.put([{ scope: scopeOf('board', board), create: records }])
  }

  private async items(there: string): Promise<void> {
    const scope = scopeOf('board', this.names.of(there))
    let [items, chars]: [ArchiveItem[], number] = [[], 0]
    const write = async () => {
      await this.put([{ scope, cells: byColumn(items) }])
      items = []
      chars = 0
    }
    for await (const line of this.lines(boardPart(there, 'items'), (length) => (chars += length))) {
      items.push(line as unknown as ArchiveItem)
      if (items.length >= itemsAtOnce || chars >= charsAtOnce) await write()
    }
    if (items.length > 0) await write()
  }

  /** What threads hold, a table at a time; what is of an item is in its scope. */
  private async threads(there: string, part: BoardPart, table: string): Promise<void> {
    const records = new Map<Scope, (readonly [string, string, Fields])[]>()
    const write = async () => {
      await this.put([...records].map(([scope, create]) => ({ scope, create })))
      records.clear()
    }
    let chars = 0
    for await (const line of this.lines(boardPart(there, part), (length) => (chars += length))) {
      const { item, id, fields } = line as unknown as ArchiveUpdate
      const scope = scopeOf('item', item)
      if (!records.has(scope) && (records.size >= threadsAtOnce || chars >= charsAtOnce)) {
        await write()
        chars = 0
      }
      records.set(scope, [...(records.get(scope) ?? []), [table, id, fields]])
    }
    if (records.size > 0) await write()
  }

  /** Entries of logs. Those of one scope are written one after another, those of different ones side by side. */
  private async log(
    there: string | null,
    part: BoardPart | 'workspace-changes',
    scopeFor: (change: ArchiveChange) => Scope,
  ): Promise<void> {
    const name = there === null ? `${part}.ndjson` : boardPart(there, part as BoardPart)
    const abreast = new Abreast(logsAbreast)
    let [scope, entries, chars]: [Scope | null, HistoricChange[], number] = [null, [], 0]
    const write = async (isLast: boolean) => {
      const [to, some] = [scope, entries]
      if (to === null || some.length === 0) return
      this.changes += some.length
      entries = []
      chars = 0
      await abreast.run(() => recordHistory(this.order.node.store, to, some))
      if (!isLast) await abreast.end()
    }
    for await (const line of this.lines(name, (length) => (chars += length))) {
      const change = line as unknown as ArchiveChange
      const next = scopeFor(change)
      if (next !== scope) await write(true)
      else if (entries.length >= entriesAtOnce || chars >= charsAtOnce) await write(false)
      scope = next
      const { id, at, actor, cause, command, patches, inverse, batch } = change
      entries.push({ changeId: id, at, actor, cause, command, patches, inverse, batch })
    }
    await write(true)
    await abreast.end()
  }

  /** The lines of a part, with the ids that they have here. */
  private async *lines(name: string, onLine?: (length: number) => void) {
    for await (const { text, number } of this.order.archive.lines(name)) {
      this.order.check()
      if (this.isLost())
        throw new DomainError('unavailable', 'The database was away for a moment: import the archive again.')
      onLine?.(text.length)
      yield parseLine(this.names.inLine(text), `line ${number} of ${name}`)
      this.done += 1
      if (this.done % 1_000 === 0) this.order.onProgress('writing', this.done, this.total)
    }
  }

  private here({ table, id, fields }: ArchiveRecord): readonly [string, string, Fields] {
    // @NOTE a record of JSON is one again.
    const renamed = JSON.parse(this.names.inLine(JSON.stringify({ id, fields }))) as { id: string; fields: Fields }
    return [table, renamed.id, renamed.fields]
  }

  private put(writes: readonly Write[]): Promise<void> {
    return this.run(archivePutName, { writes })
  }

  private async run(command: string, args: object): Promise<void> {
    const principal = () => ({ kind: 'system', memberId: this.order.memberId }) as const
    const cause = { kind: 'import', source: 'archive', name: this.order.archive.manifest.workspace.name } as const
    const answer = await this.order.node.executor.run({ principal, cause }, command, 1, args)
    if (!answer.ok) throw new DomainError(answer.code, answer.message, answer.details)
  }
}

/** Cells of items, column by column. */
function byColumn(items: readonly ArchiveItem[]): (readonly [CellColumn, number[], Json[]])[] {
  const columns = new Map<CellColumn, readonly [CellColumn, number[], Json[]]>()
  for (const item of items) {
    for (const [column, value] of cellsOf(item)) {
      const list = columns.get(column) ?? ([column, [], []] as const)
      columns.set(column, list)
      list[1].push(item.row)
      list[2].push(value)
    }
  }
  return [...columns.values()]
}

import type { BoardColumn, HeldFile, KindRegistry } from '@fulcrum/domain'
import { richFiles } from '@fulcrum/domain/rich-text'
import type { RichText } from '@fulcrum/domain/rich-text'
import { Pace } from '../exports/pace.ts'
import {
  boardTables,
  checkedChange,
  checkedItem,
  checkedOfThread,
  checkedPerson,
  checkedRecord,
  checkedUpdate,
  columnsOf,
  parseLine,
} from './check-lines.ts'
import { docSurvey } from './take-docs.ts'
import { damaged } from './open-archive.ts'
import type { OpenArchive } from './open-archive.ts'
import { boardPart, boardPartsOf, docsPart, threadParts, workspacePartsOf } from './shape.ts'
import type { ArchiveFile, ArchiveItem, ArchivePerson, ArchiveRecord } from './shape.ts'

/** What was found in an archive when all of it was read. */
export interface Survey {
  readonly people: readonly ArchivePerson[]
  readonly teams: readonly ArchiveRecord[]
  readonly workspace: readonly ArchiveRecord[]
  /** The docs that it brings. */
  readonly docs: readonly string[]
  /** The items and boards that its docs hang on, and which it does not bring. */
  readonly outside: ReadonlySet<string>
  /** Every id that the archive brings, its people and teams apart. Its size is what a survey costs in memory. */
  readonly ids: ReadonlySet<string>
  readonly lines: number
}

/** Reads all of an archive and refuses what could not be taken in whole. Nothing is written. */
export async function surveyArchive(
  archive: OpenArchive,
  kinds: KindRegistry,
  onProgress: (lines: number) => void,
): Promise<Survey> {
  const { manifest } = archive
  const files = new Map(manifest.files.map((file) => [file.hash, file]))
  const pace = new Pace()
  const ids = new Set<string>()
  let lines = 0
  const each = async (name: string, look: (line: ReturnType<typeof parseLine>, where: string) => void) => {
    for await (const { text, number } of archive.lines(name)) {
      const where = `line ${number} of ${name}`
      look(parseLine(text, where), where)
      lines += 1
      if (!pace.isLate()) continue
      await pace.rest()
      onProgress(lines)
    }
  }
  const bring = (id: string, where: string) => {
    if (ids.has(id)) throw damaged(`${where} has an id that was there before`)
    ids.add(id)
  }
  const people: ArchivePerson[] = []
  await each('people.ndjson', (line, where) => people.push(checkedPerson(line, where)))
  const teams: ArchiveRecord[] = []
  await each('teams.ndjson', (line, where) => teams.push(checkedRecord(line, ['team'], where)))
  const workspace: ArchiveRecord[] = []
  await each('workspace.ndjson', (line, where) => {
    const record = checkedRecord(line, ['workspace', 'folder'], where)
    bring(record.id, where)
    const isHome =
      record.table === 'workspace'
        ? record.id === manifest.workspace.id
        : record.fields['workspaceId'] === manifest.workspace.id
    if (!isHome) throw damaged(`${where} is of another workspace`)
    workspace.push(record)
  })
  if (workspace.filter(({ table }) => table === 'workspace').length !== 1) throw damaged('its workspace is missing')
  await each('workspace-changes.ndjson', (line, where) => void checkedChange(line, where))
  const docs: string[] = []
  const outside = new Set<string>()
  if (workspacePartsOf(manifest.version).includes(docsPart)) {
    const look = docSurvey(manifest.workspace.id, files)
    await each(docsPart, (line, where) => {
      const record = look(line, where)
      // Who may do what with a doc is named by the member or team.
      if (record !== null && record.table !== 'docMember') bring(record.id, where)
      if (record?.table !== 'doc') return
      docs.push(record.id)
      const { itemId, boardId } = record.fields
      for (const id of [itemId, boardId]) if (typeof id === 'string') outside.add(id)
    })
  }
  for (const board of manifest.boards) await surveyBoard(board)
  for (const id of outside) if (ids.has(id)) outside.delete(id)
  return { people, teams, workspace, docs, outside, ids, lines }

  async function surveyBoard(board: { readonly id: string; readonly items: number }): Promise<void> {
    const records: ArchiveRecord[] = []
    await each(boardPart(board.id, 'records'), (line, where) => {
      const record = checkedRecord(line, boardTables, where)
      // Who may do what on a board, and with which view it opens for whom, is named by the member or team.
      if (!['boardMember', 'viewChoice'].includes(record.table)) bring(record.id, where)
      if (
        record.table === 'board' &&
        (record.id !== board.id || record.fields['workspaceId'] !== manifest.workspace.id)
      ) {
        throw damaged(`${where} is another board`)
      }
      records.push(record)
    })
    if (!records.some(({ table }) => table === 'board')) throw damaged(`its board ${board.id} is missing`)
    const columns = columnsOf(records, kinds)
    const groups = new Set(records.filter(({ table }) => table === 'group').map(({ fields }) => fields['number']))
    const parents: number[] = []
    const itemIds = new Set<string>()
    await each(boardPart(board.id, 'items'), (line, where) => {
      const item = checkedItem(line, columns, where)
      if (item.row !== parents.length) throw damaged(`${where} is not the next row`)
      if (!groups.has(item['group'] ?? null)) throw damaged(`${where} is in no group of its board`)
      checkFiles(item, columns, files, where)
      parents.push(typeof item['parent'] === 'number' ? item['parent'] : -1)
      bring(String(item['id']), where)
      itemIds.add(String(item['id']))
    })
    if (parents.length !== board.items)
      throw damaged(`the board ${board.id} has another number of items than the manifest says`)
    refuseCycles(parents, board.id)
    await each(boardPart(board.id, 'changes'), (line, where) => void checkedChange(line, where))
    await each(boardPart(board.id, 'updates'), (line, where) => {
      const update = checkedUpdate(line, where)
      bring(update.id, where)
      if (!itemIds.has(update.item) || update.fields['boardId'] !== board.id)
        throw damaged(`${where} is of another board`)
      // @NOTE it was read as a rich text.
      const content = (update.fields['content'] ?? null) as RichText | null
      requireFiles(content === null ? [] : richFiles(content), files, where)
    })
    for (const part of boardPartsOf(manifest.version)) {
      const table = part in threadParts ? threadParts[part as keyof typeof threadParts] : null
      if (table === null) continue
      await each(boardPart(board.id, part), (line, where) => {
        const record = checkedOfThread(table, line, where)
        // Who watches is named by the member.
        if (table !== 'watcher') bring(record.id, where)
        if (!itemIds.has(record.item)) throw damaged(`${where} is of another board`)
      })
    }
    await each(boardPart(board.id, 'update-changes'), (line, where) => {
      checkedChange(line, where)
      if (!itemIds.has(String(line['item']))) throw damaged(`${where} is of another board`)
    })
  }
}

/** Every file of a cell is one that the archive brings. */
function checkFiles(
  { cells }: ArchiveItem,
  columns: ReadonlyMap<number, BoardColumn>,
  files: ReadonlyMap<string, ArchiveFile>,
  where: string,
): void {
  for (const [column, value] of Object.entries(cells)) {
    requireFiles(columns.get(Number(column))?.kind.files?.(value) ?? [], files, where)
  }
}

function requireFiles(held: readonly HeldFile[], files: ReadonlyMap<string, ArchiveFile>, where: string): void {
  for (const { hash, sizeBytes, type } of held) {
    const file = files.get(hash)
    if (file?.sizeBytes !== sizeBytes || file.type !== type) throw damaged(`${where} holds a file that is not in it`)
  }
}

/** Every parent is an item of the board, and none stands below itself. */
function refuseCycles(parents: readonly number[], board: string): void {
  const isSound = new Uint8Array(parents.length)
  for (let row = 0; row < parents.length; row++) {
    const path: number[] = []
    for (let at = row; at >= 0 && isSound[at] !== 1; at = parents[at] ?? -1) {
      if (at >= parents.length || isSound[at] === 2)
        throw damaged(`an item of the board ${board} stands below itself, or below none`)
      isSound[at] = 2
      path.push(at)
    }
    for (const at of path) isSound[at] = 1
  }
}

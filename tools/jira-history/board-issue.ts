import type { BoardState, Json, ScopeReader } from '@fulcrum/domain'
import type { ActivityEntry } from '@fulcrum/protocol'

/** One change of an issue as a board tells it, with labels and people by name. */
export interface ToldChange {
  readonly at: number
  readonly by: string | null
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/** An issue as a client reads it from a board. */
export interface BoardIssue {
  readonly row: number
  readonly key: string
  readonly title: string
  readonly createdAt: number
  readonly updates: number
  readonly cells: Readonly<Record<string, unknown>>
}

/** Reads cells of an imported board back into what the source would say. */
export class BoardReading {
  private readonly board: BoardState
  private readonly people: ReadonlyMap<string, string>
  private readonly fieldOfColumn: ReadonlyMap<number, string>

  constructor(board: BoardState, account: ScopeReader) {
    this.board = board
    this.people = new Map(
      [...account.records('member')].map(([id, { sources, name }]) => {
        const [source] = Array.isArray(sources) ? sources : []
        return [id, typeof source === 'string' ? source.slice(source.lastIndexOf(':') + 1) : String(name)]
      }),
    )
    this.fieldOfColumn = new Map(
      board.columns().map(({ number, fields }) => {
        const source = String(fields['sourceField'] ?? '')
        return [number, source.slice(source.indexOf(':') + 1)]
      }),
    )
  }

  /** Every issue by its key. */
  issues(): Map<string, BoardIssue> {
    const { board } = this
    const issues = new Map<string, BoardIssue>()
    for (let row = 0; row < board.rowCount; row++) {
      if (!board.isLive(row)) continue
      const cells: Record<string, unknown> = {}
      for (const [column, field] of this.fieldOfColumn) cells[field] = this.plain(column, board.cell(row, column))
      const key = String(cells['issuekey'])
      issues.set(key, {
        row,
        key,
        title: String(board.system(row, 'title')),
        createdAt: Number(board.system(row, 'createdAt')),
        updates: Number(board.system(row, 'updates') ?? 0),
        cells,
      })
    }
    return issues
  }

  /** The history in the order of time, as the item's activity tells it. */
  history(entries: readonly ActivityEntry[]): ToldChange[] {
    return entries
      .filter(({ historic }) => historic)
      .sort((left, right) => left.at - right.at || left.version - right.version)
      .map((entry) => {
        const [patch] = entry.patches
        const [before] = entry.inverse
        const column = patch?.op === 'cells' && typeof patch.column === 'number' ? patch.column : -1
        const side = (of: typeof patch) => (of?.op === 'cells' ? this.plain(column, of.values[0] ?? null) : null)
        return {
          at: entry.at,
          by: entry.actor === null ? null : (this.people.get(entry.actor) ?? null),
          field: this.fieldOfColumn.get(column) ?? '?',
          from: side(before),
          to: side(patch),
        }
      })
  }

  /** The key that an item of the board had in the source. */
  private keyOf(id: string): string {
    const row = this.board.rowOf(id)
    return row === undefined ? id : String(this.board.system(row, 'sourceKey')).replace(/^[^:]*:/, '')
  }

  /** A cell as text, list of texts, number or instant. */
  private plain(column: number, value: Json): unknown {
    const found = this.board.column(column)
    if (!found || value === null) return null
    const labels = (found.settings as { labels?: readonly { number: number; name: string }[] }).labels
    const nameOf = (number: unknown) => labels?.find((label) => label.number === number)?.name
    const { references } = found.kind
    if (references?.to === 'item') {
      const ids = found.kind.toLanes(value, found.settings)[references.lane]
      return Array.isArray(ids) ? ids.map((id) => this.keyOf(String(id))) : null
    }
    if (labels) return Array.isArray(value) ? value.map(nameOf) : nameOf(value)
    if (Array.isArray(value)) return value.map((id) => this.people.get(String(id)) ?? id)
    if (typeof value === 'object' && 'day' in value) return instantOf(value as { day: number; minute: number | null })
    return value
  }
}

function instantOf({ day, minute }: { readonly day: number; readonly minute: number | null }): number {
  return day * 86_400_000 + (minute ?? 0) * 60_000
}

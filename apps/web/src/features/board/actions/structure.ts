import type { BoardViewSpec, ColumnKind, Json } from '@fulcrum/domain'
import type { LabelColour } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { BoardRecords } from '../model/records.ts'
import { PLAIN_VIEW, shownViews } from '../model/view-state.ts'
import type { Runner } from './runner.ts'

/** What can be done to groups, columns and views. */
export interface StructureActions {
  readonly addGroup: (title: string, after?: string | null) => string
  readonly updateGroup: (id: string, change: { readonly title?: string; readonly colour?: LabelColour }) => void
  readonly moveGroup: (id: string, by: 1 | -1) => void
  readonly moveGroupBefore: (id: string, before: string | undefined) => void
  readonly removeGroup: (id: string) => void
  readonly addColumn: (kind: ColumnKind, title: string, settings: Json) => string
  readonly updateColumn: (id: string, change: { readonly [field: string]: Json }) => void
  readonly moveColumnAfter: (id: string, after: string | null) => void
  readonly removeColumn: (id: string) => void
  readonly restoreColumn: (id: string) => void
  readonly updateBoard: (change: { readonly name?: string; readonly description?: string | null }) => void
  readonly saveView: (id: string, spec: BoardViewSpec) => void
  readonly addView: (kind: string, name: string, mine: boolean, spec: BoardViewSpec) => string
  /** Whether this page has made the view: that it is gone again is its reader's doing. */
  readonly hasMade: (viewId: string) => boolean
  readonly renameView: (id: string, name: string) => void
  readonly removeView: (id: string) => void
}

/** Makes the actions; `records` is asked at each. */
export function createStructureActions(runner: Runner, records: () => BoardRecords | null): StructureActions {
  const { run, all, say, remove, newId } = runner
  const made = new Set<string>()
  const groupIds = (): string[] => records()?.groups.map(({ id }) => id) ?? []
  const moveGroupAfter = (id: string, after: string | null): void => void run('group.move', { id, after })
  return {
    addGroup: (title, after) => {
      const id = newId()
      void run('group.create', { id, title, colour: nextColour(records()), ...(after !== undefined && { after }) })
      return id
    },
    updateGroup: (id, change) => void run('group.update', { id, ...change }),
    moveGroup: (id, by) => {
      const ids = groupIds()
      const at = ids.indexOf(id)
      const after = by === 1 ? at + 1 : at - 2
      if (at < 0 || after >= ids.length || (by === -1 && at === 0)) return
      moveGroupAfter(id, ids[after] ?? null)
    },
    moveGroupBefore: (id, before) => {
      const ids = groupIds().filter((other) => other !== id)
      const at = before === undefined ? ids.length : ids.indexOf(before)
      moveGroupAfter(id, ids[at - 1] ?? null)
    },
    removeGroup: (id) => {
      const title = records()?.groups.find((group) => group.id === id)?.title ?? ''
      say(t('Deleted group {title}', { title }), all([{ command: 'group.delete', args: { id } }]), 'trash')
    },
    addColumn: (kind, title, settings) => {
      const id = newId()
      void run('column.create', { id, kind: kind.id, title, settings })
      return id
    },
    updateColumn: (id, change) => void run('column.update', { id, ...change }),
    moveColumnAfter: (id, after) => void run('column.move', { id, after }),
    removeColumn: (id) => {
      const title = records()?.columns.find((column) => column.id === id)?.title ?? ''
      const work = all([{ command: 'column.delete', args: { id } }])
      remove(t('Deleted column {title}', { title }), work, { column: id })
    },
    restoreColumn: (id) => void run('column.restore', { id }),
    updateBoard: (change) => void run('board.update', change),
    // @NOTE view specs are JSON.
    saveView: (id, spec) => void run('view.update', { id, spec: spec as Json }),
    addView: (kind, name, mine, spec) => {
      const id = newId()
      made.add(id)
      const view = { command: 'view.create', args: { id, name, kind, mine, spec: spec as Json } }
      // The table that stands there while nothing is saved stays beside the first view of all, unless that one shows as much.
      const shows = kind === PLAIN_VIEW.kind && spec.filter === undefined
      const isFirst = !mine && !shows && shownViews(records()?.views ?? [])[0] === PLAIN_VIEW
      const table = { id: newId(), name: PLAIN_VIEW.name, kind: PLAIN_VIEW.kind, mine: false, spec: {} }
      all(isFirst ? [{ command: 'view.create', args: table }, view] : [view])
      return id
    },
    hasMade: (id) => made.has(id),
    renameView: (id, name) => void run('view.update', { id, name }),
    removeView: (id) => {
      const name = records()?.views.find((view) => view.id === id)?.name ?? ''
      say(t('Deleted view {name}', { name }), all([{ command: 'view.delete', args: { id } }]), 'trash')
    },
  }
}

const round: readonly LabelColour[] = ['blue', 'violet', 'teal', 'orange', 'green', 'pink', 'cyan', 'yellow']

/** The colour of the next group. */
export function nextColour(records: BoardRecords | null): LabelColour {
  const last = records?.groups.at(-1)?.colour
  return round[(last === undefined ? 0 : round.indexOf(last) + 1) % round.length] ?? 'blue'
}

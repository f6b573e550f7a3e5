import type { BoardColumn, BoardViewSpec, ColumnKind, Json } from '@fulcrum/domain'
import type { LabelColour } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import type { BoardRecords, SavedView } from '../model/records.ts'
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
  /** Puts a column of another kind with the converted cells in the place of this one. */
  readonly changeKind: (column: BoardColumn, kind: ColumnKind, settings: Json) => void
  readonly moveColumnAfter: (id: string, after: string | null) => void
  readonly removeColumn: (id: string) => void
  readonly restoreColumn: (id: string) => void
  readonly updateBoard: (change: { readonly name?: string; readonly description?: string | null }) => void
  readonly saveView: (id: string, spec: BoardViewSpec) => void
  readonly addView: (kind: string, name: string, mine: boolean, spec: BoardViewSpec) => string
  readonly renameView: (id: string, name: string) => void
  /** Puts a view before another of those that stand with it, or behind all of them. */
  readonly moveView: (id: string, before: string | undefined) => void
  /** The board opens with a view, or no longer: for everybody, or for this person. */
  readonly setOpening: (view: SavedView, opens: boolean, mine: boolean) => void
  readonly removeView: (id: string) => void
}

/** Makes the actions; `records` is asked at each. */
export function createStructureActions(runner: Runner, records: () => BoardRecords | null): StructureActions {
  const { run, all, inSteps, say, remove, newId } = runner
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
    changeKind: ({ id, title }, kind, settings) => {
      const args = { id, to: newId(), kind: kind.id, settings }
      const work = inSteps('column.changeKind', args, (result) => {
        // @NOTE the shape of the command's result.
        const { next, since } = result as { readonly next: number | null; readonly since: number }
        return next === null ? null : { ...args, from: next, since }
      })
      say(t('{title} is a {label} column now', { title, label: told(kind.label) }), work, 'refresh')
    },
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
      const view = { command: 'view.create', args: { id, name, kind, mine, spec: spec as Json } }
      // The table that stands there while nothing is saved stays beside the first view of all, unless that one shows as much.
      const shows = kind === PLAIN_VIEW.kind && spec.filter === undefined
      const isFirst = !mine && !shows && shownViews(records()?.views ?? [])[0] === PLAIN_VIEW
      const table = { id: newId(), name: PLAIN_VIEW.name, kind: PLAIN_VIEW.kind, mine: false, spec: {} }
      all(isFirst ? [{ command: 'view.create', args: table }, view] : [view])
      return id
    },
    renameView: (id, name) => void run('view.update', { id, name }),
    moveView: (id, before) => {
      const views = records()?.views ?? []
      const owner = views.find((view) => view.id === id)?.ownerId
      const ids = views.filter((view) => view.id !== id && view.ownerId === owner).map((view) => view.id)
      const at = before === undefined ? ids.length : ids.indexOf(before)
      void run('view.move', { id, after: ids[at - 1] ?? null })
    },
    setOpening: ({ id, name }, opens, mine) => {
      const work = all([{ command: 'view.setOpening', args: { id: opens ? id : null, mine } }])
      if (opens)
        say(
          mine ? t('The board opens with {name} for you', { name }) : t('The board opens with {name}', { name }),
          work,
          'check',
        )
      else
        say(
          mine ? t('The board opens for you as for everyone') : t('The board opens with its first view'),
          work,
          'check',
        )
    },
    removeView: (id) => {
      const name = records()?.views.find((view) => view.id === id)?.name ?? ''
      say(t('Deleted view {name}', { name }), all([{ command: 'view.delete', args: { id } }]), 'trash')
    },
  }
}

const round: readonly LabelColour[] = ['blue', 'violet', 'teal', 'orange', 'green', 'pink', 'cyan', 'yellow']

/** A colour that the last group does not have. */
/** The colour of the next group. */
export function nextColour(records: BoardRecords | null): LabelColour {
  const last = records?.groups.at(-1)?.colour
  return round[(last === undefined ? 0 : round.indexOf(last) + 1) % round.length] ?? 'blue'
}

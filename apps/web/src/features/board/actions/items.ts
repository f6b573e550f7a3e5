import type { GroupKey } from '@fulcrum/columnar'
import { maxCellsPerChange, wantedForNew } from '@fulcrum/domain'
import type { BoardColumn, BoardState, ItemRef, Json } from '@fulcrum/domain'
import { announce, type GridDropTarget } from '@fulcrum/ui'
import type { SourceCell } from '@fulcrum/columns/web'
import { t } from '@fulcrum/ui/messages'
import { cellCommand, sourceCommand } from '../../../shell/cell-command.ts'
import type { WantedCell } from '../dialogs/wanted-cells.tsx'
import type { BoardModel } from '../model/board-model.ts'
import type { FilterDefaults } from '../model/filter-defaults.ts'
import type { BoardRecords } from '../model/records.ts'
import { valueOfKey } from '../model/sections.ts'
import { addLines } from './add-lines.ts'
import type { PastedColumn } from './clipboard.ts'
import {
  dropPlace,
  groupAlso,
  groupForNew,
  groupsOf,
  placeOf,
  rootOf,
  settableGroup,
  valueAlso,
} from './item-places.ts'
import type { OwnChanges } from './own-changes.ts'
import { chunks } from './chunks.ts'
import type { Runner, Step } from './runner.ts'
import { nextColour } from './structure.ts'
import { createTemplateActions, type TemplateActions } from './templates.ts'

/** An item.move names at most so many. */
const MOVE_AT_ONCE = 500

/** An item.connect names at most so many. */
const CONNECT_AT_ONCE = 500

/** What can be done to items. Rows are named as the grid names them. */
export interface ItemActions extends TemplateActions {
  readonly setCell: (rowId: string, columnId: string, value: Json) => void
  /** Runs what a cell does by itself, as a person's own change. */
  readonly act: (rowId: string, command: string, args: Step['args']) => void
  readonly setMany: (rowIds: readonly string[], columnId: string, value: Json) => void
  /** Sets cells of one item as one piece of work. */
  readonly setCells: (rowId: string, cells: readonly ColumnCell[]) => void
  /** Sets cells of several columns as one piece of work; `did` says what that was: "Pasted". */
  readonly paste: (columns: readonly PastedColumn[], did: string) => void
  /** The commands that set these cells; what cannot be set is said. */
  readonly stepsOf: (cells: PastedColumn) => readonly Step[]
  /** Adds an item to a section; with a value of another column beside that of its section. */
  readonly add: (sectionId: string, title: string, also?: AlsoValue) => string | undefined
  /** Adds an item for each line of a pasted text, as one piece of work; of too many lines none. False where the text is not taken. */
  readonly addLines: (sectionId: string, text: string, also?: AlsoValue) => boolean
  /** Adds an item with these cells to the group that the filter asks for, else to the first. */
  readonly addWith: (title: string, cells: readonly ColumnCell[]) => string | undefined
  readonly addBelow: (parentId: string, title: string) => string | undefined
  readonly duplicate: (rowId: string) => void
  readonly move: (rowIds: readonly string[], target: GridDropTarget, also?: AlsoValue) => void
  readonly moveToGroup: (rowIds: readonly string[], groupId: string) => void
  readonly moveToNewGroup: (rowIds: readonly string[], title: string) => void
  readonly putBelow: (rowId: string, parentId: string | null) => void
  readonly remove: (rowIds: readonly string[]) => void
  readonly archive: (rowIds: readonly string[]) => void
}

/** What items get with their place: a value, as groups of the engine name it, or a group of the board, by its number. */
export type AlsoValue = { readonly column: BoardColumn; readonly key: GroupKey } | { readonly group: number }

/** A value for a column. */
export interface ColumnCell {
  readonly column: BoardColumn
  readonly value: Json
}

/** What the actions look at; always the latest. */
export interface ItemWorld {
  readonly state: BoardState
  readonly model: BoardModel
  readonly records: BoardRecords
  /** Whether a chosen order decides where rows stand, so that places among them mean nothing. */
  readonly sorted: boolean
  /** The column by whose values the rows are grouped. */
  readonly groupColumn: number | null
  /** The cells of other items that one shows and sets, or why none can be; null where it holds a value of its own. */
  readonly sourcesOf: (rowId: string, columnId: string) => readonly SourceCell[] | string | null
  /** What a new item needs to pass the filter. */
  readonly defaults: () => FilterDefaults
  /** A new item needs values in these columns, with which it can then be made. */
  readonly onWanted: (
    title: string,
    columns: readonly BoardColumn[],
    make: (cells: readonly WantedCell[]) => void,
  ) => void
  /** An item was added that the view does not show. */
  readonly onUnseen: () => void
}

/** Makes the actions; `world` is asked at each. */
export function createItemActions(runner: Runner, own: OwnChanges, world: () => ItemWorld | null): ItemActions {
  const columnArg = (columnId: string): number | 'title' => (columnId === 'title' ? 'title' : Number(columnId))

  const refsOf = (rowIds: readonly string[]): ItemRef[] => {
    const now = world()
    // The first rows are named by their numbers.
    return now === null
      ? rowIds.map(Number)
      : rowIds.map((id) => now.model.refOf(id)).filter((ref) => ref !== undefined)
  }

  const columnOf = (columnId: string): BoardColumn | undefined =>
    columnId === 'title' ? undefined : world()?.state.column(Number(columnId))

  const cellStep = (columnId: string, rows: readonly ItemRef[], values: readonly Json[]): Step =>
    cellCommand(runner.boardId, columnOf(columnId), columnArg(columnId), rows, values)

  const cellsAtOnce = (columnId: string): number =>
    columnOf(columnId)?.kind.connections === undefined ? maxCellsPerChange : CONNECT_AT_ONCE

  /** Cells that show those of other items are set there, each by a step of its own; what cannot be is said once. */
  const sourceSteps = (rowIds: readonly string[], columnId: string, valueAt: (index: number) => Json): Step[] => {
    let refused = 0
    let reason = ''
    const steps = rowIds.flatMap((rowId, index): Step[] => {
      const sources = world()?.sourcesOf(rowId, columnId) ?? t('This is not here yet.')
      const [source, ...more] = typeof sources === 'string' ? [] : sources
      if (source !== undefined && more.length === 0) return [sourceCommand(source, valueAt(index))]
      refused += 1
      reason ||= typeof sources === 'string' ? sources : t('It shows several items: open it to choose which to change.')
      return []
    })
    if (refused > 0)
      runner.refuse(
        refused === 1
          ? reason
          : t('{refused, plural, one {# cell} other {# cells}} stayed as they are. {reason}', { refused, reason }),
      )
    return steps
  }

  const showsSources = (rowIds: readonly string[], columnId: string): boolean =>
    rowIds[0] !== undefined && (world()?.sourcesOf(rowIds[0], columnId) ?? null) !== null

  const setSteps = (rowIds: readonly string[], columnId: string, value: Json): Step[] => {
    own.rows(rowIds)
    if (showsSources(rowIds, columnId)) return sourceSteps(rowIds, columnId, () => value)
    return chunks(refsOf(rowIds), cellsAtOnce(columnId)).map((rows) => cellStep(columnId, rows, [value]))
  }

  const stepsOf = (part: PastedColumn): Step[] => {
    const { columnId } = part
    // Somebody may have deleted items since the cells were taken: the others are set all the same.
    const there = part.rowIds.flatMap((id, at) => {
      const row = world()?.model.ids.rowOf(id)
      return row === undefined || world()?.state.isLive(row) === true ? [at] : []
    })
    if (there.length === 0) return []
    const rowIds = there.map((at) => part.rowIds[at] ?? '')
    const values = part.values.length === 1 ? part.values : there.map((at) => part.values[at] ?? null)
    own.rows(rowIds)
    if (showsSources(rowIds, columnId)) {
      return sourceSteps(rowIds, columnId, (index) => (values.length === 1 ? values[0] : values[index]) ?? null)
    }
    const rows = refsOf(rowIds)
    if (rows.length !== rowIds.length) return []
    const most = cellsAtOnce(columnId)
    return chunks(rows, most).map((part, at) =>
      cellStep(columnId, part, values.length === 1 ? values : values.slice(at * most, (at + 1) * most)),
    )
  }

  /** Groups are named by their ids: one that was made this moment may get another number from the server. */
  const named = (args: Step['args']): Step['args'] => {
    for (const [id, { number }] of world()?.state.records('group') ?? []) {
      if (number === args['group']) return { ...args, group: id }
    }
    return args
  }

  const create = (args: { readonly [name: string]: Json }, batch?: string): string | undefined => {
    const now = world()
    if (now === null) return undefined
    const cells = (args['cells'] ?? []) as unknown as readonly WantedCell[]
    const wanted = wantedForNew(now.state, cells, 'parent' in args)
    if (wanted.length > 0) {
      const more = (given: readonly WantedCell[]) =>
        create({ ...args, cells: [...cells, ...given] as unknown as Json }, batch)
      now.onWanted(String(args['title']), wanted, (given) => void more(given))
      return undefined
    }
    const id = runner.newId()
    const step = { command: 'item.create', args: { id, ...named(args) } }
    const done = batch === undefined ? runner.run(step.command, step.args) : runner.all([step], batch).answers[0]
    const row = now.state.rowOf(id)
    // Refused at once: the shell has said why.
    if (row === undefined) return undefined
    now.model.adopt(id, row)
    void done?.then(({ ok }) => {
      if (ok) world()?.model.confirm(id)
    })
    return id
  }

  /** Where items that are added to a section stand, and what they get with that. */
  const placeIn = (sectionId: string, also?: AlsoValue): Step['args'] | null => {
    const now = world()
    const section = now?.model.infos.find(({ id }) => id === sectionId)
    return now && section ? placeOf(section, now, also) : null
  }

  const addAt = (args: Step['args'], batch?: string): string | undefined => {
    const now = world()
    const made = create(args, batch)
    if (made !== undefined && now?.model.contains(made) === false) now.onUnseen()
    return made
  }

  const addWith = (title: string, given: readonly ColumnCell[]): string | undefined => {
    const now = world()
    const group = now === null ? undefined : groupForNew(now)
    if (now === null || group === undefined) return undefined
    const asked = now.defaults().cells.filter((cell) => !given.some(({ column }) => column.number === cell.column))
    const cells = [...asked, ...given.map(({ column, value }) => ({ column: column.number, value }))]
    return addAt({ title, group, ...(cells.length > 0 && { cells }) })
  }

  const moveSteps = (rowIds: readonly string[], to: Step['args']): Step[] => {
    let after = to['after']
    return chunks(refsOf(rowIds), MOVE_AT_ONCE).map((rows) => {
      const args = { ...named(to), rows, ...(after !== undefined && { after }) }
      // The next part stands behind this one.
      if (after !== undefined) after = rows[rows.length - 1] ?? null
      return { command: 'item.move', args }
    })
  }

  const rowSteps = (command: string, rowIds: readonly string[]): Step[] =>
    chunks(refsOf(rowIds), maxCellsPerChange).map((rows) => ({ command, args: { rows } }))

  return {
    ...createTemplateActions(runner, own, world),
    setCell: (rowId, columnId, value) => void runner.all(setSteps([rowId], columnId, value)),
    act: (rowId, command, args) => {
      own.rows([rowId])
      void runner.run(command, args)
    },
    setMany: (rowIds, columnId, value) => {
      const work = runner.all(setSteps(rowIds, columnId, value))
      if (rowIds.length > 1)
        runner.say(t('Changed {count, plural, one {# item} other {# items}}', { count: rowIds.length }), work, 'edit')
    },
    setCells: (rowId, cells) =>
      void runner.all(cells.flatMap(({ column, value }) => setSteps([rowId], String(column.number), value))),
    stepsOf,
    paste: (columns, did) => {
      const cells = columns.reduce((sum, { rowIds }) => sum + rowIds.length, 0)
      const work = runner.all(columns.flatMap(stepsOf))
      if (cells > 1) runner.say(`${did} ${t('{cells, plural, one {# cell} other {# cells}}', { cells })}`, work, 'edit')
      else announce(t('{did} one cell', { did }))
    },
    add: (sectionId, title, also) => {
      const place = placeIn(sectionId, also)
      return place === null ? undefined : addAt({ title, ...place })
    },
    addLines: (sectionId, text, also) => {
      const [now, place] = [world(), placeIn(sectionId, also)]
      return now !== null && place !== null && addLines(runner, now, text, place, addAt)
    },
    addWith,
    addBelow: (parentId, title) => {
      const parent = world()?.model.refOf(parentId)
      if (parent === undefined) return undefined
      const id = create({ title, parent })
      if (id !== undefined) world()?.model.toggleRow(parentId, true)
      return id
    },
    duplicate: (rowId) => {
      const now = world()
      const row = now?.model.ids.rowOf(rowId)
      if (now === null || now === undefined || row === undefined) return
      const cells = now.records.columns
        .filter(({ lanes, kind }) => lanes.some(({ own: isOwn }) => isOwn) && kind.tracksTime === undefined)
        .map(({ number }) => ({ column: number, value: now.state.cell(row, number) }))
        .filter(({ value }) => value !== null)
      const parent = now.state.system(row, 'parent')
      const after = now.model.refOf(rowId) ?? null
      const made = create({
        title: t('{system} (copy)', { system: String(now.state.system(row, 'title') ?? '') }),
        cells,
        after,
        ...(typeof parent === 'number' ? { parent } : { group: now.state.system(row, 'group') }),
      })
      if (made === undefined) return
      for (const column of now.records.columns) {
        const value = column.kind.connections === undefined ? null : now.state.cell(row, column.number)
        if (value !== null) runner.all([cellStep(String(column.number), refsOf([made]), [value])])
      }
    },
    move: (rowIds, target, also) => {
      const now = world()
      const section = now?.model.infos.find(({ id }) => id === target.sectionId)
      if (now === null || now === undefined || section === undefined) return
      own.all()
      const value = valueAlso(also)
      const into = groupAlso(also)
      const more = value === null ? [] : setSteps(rowIds, String(value.column.number), value.value)
      const place = dropPlace(rowIds, target, now)
      const after = place.after === undefined || (now.sorted && place.parent === null) ? {} : { after: place.after }
      if (place.parent !== null) {
        runner.all([...more, ...moveSteps(rowIds, { parent: place.parent, ...after })])
        return
      }
      if (section.groupId !== undefined) {
        runner.all([...more, ...moveSteps(rowIds, { group: Number(section.key), parent: null, ...after })])
        return
      }
      // In a section of a value the items get the value, where it can be set; each stays in its own group, unless it gets another.
      const column = settableGroup(now)
      const values =
        column === undefined ? [] : setSteps(rowIds, String(column.number), valueOfKey(column, section.key))
      const moving = groupsOf(rowIds, now).filter(
        ({ number }) => !now.sorted || (into !== undefined && number !== into),
      )
      const moves =
        into === undefined
          ? moving.flatMap((group) => moveSteps(group.rowIds, { group: group.number, parent: null, ...after }))
          : moveSteps(
              moving.flatMap((group) => group.rowIds),
              { group: into, parent: null, ...after },
            )
      runner.all([...more, ...values, ...moves])
    },
    moveToGroup: (rowIds, group) => {
      own.all()
      const work = runner.all(moveSteps(rowIds, { group, parent: null }))
      const title = String(world()?.state.record('group', group)?.['title'] ?? '')
      runner.say(
        t('Moved {count, plural, one {# item} other {# items}} to {title}', { count: rowIds.length, title }),
        work,
        'group',
      )
    },
    moveToNewGroup: (rowIds, title) => {
      own.all()
      const group = runner.newId()
      const made = { command: 'group.create', args: { id: group, title, colour: nextColour(world()?.records ?? null) } }
      const work = runner.all([made, ...moveSteps(rowIds, { group, parent: null })])
      runner.say(
        t('Moved {count, plural, one {# item} other {# items}} to {title}', { count: rowIds.length, title }),
        work,
        'group',
      )
    },
    putBelow: (rowId, parentId) => {
      const now = world()
      const row = now?.model.ids.rowOf(rowId)
      if (now === null || now === undefined || row === undefined) return
      own.all()
      if (parentId === null) {
        const root = now.model.refOf(now.model.ids.idOf(rootOf(row, now.state)))
        if (root !== undefined) {
          runner.all(moveSteps([rowId], { group: now.state.system(row, 'group'), parent: null, after: root }))
        }
        return
      }
      const parent = now.model.refOf(parentId)
      if (parent === undefined) return
      now.model.toggleRow(parentId, true)
      runner.all(moveSteps([rowId], { parent }))
    },
    remove: (rowIds) => {
      const rows = rowIds.flatMap((id) => world()?.model.ids.rowOf(id) ?? [])
      own.all()
      const text = t('Deleted {count, plural, one {# item} other {# items}}', { count: rowIds.length })
      runner.remove(text, runner.all(rowSteps('item.delete', rowIds)), { rows })
    },
    archive: (rowIds) => {
      own.all()
      runner.say(
        t('Archived {count, plural, one {# item} other {# items}}', { count: rowIds.length }),
        runner.all(rowSteps('item.archive', rowIds)),
        'archive',
      )
    },
  }
}

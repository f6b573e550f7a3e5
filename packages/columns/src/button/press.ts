import { fail, ok } from '@fulcrum/domain'
import type { BoardColumn, ItemRef, Json, Result } from '@fulcrum/domain'
import type { ButtonSettings } from './column.ts'

/** A command of the board, as a person would run it. */
export interface Press {
  readonly command: string
  readonly args: { readonly [name: string]: Json }
}

/** Where and by whom a button is pressed. */
export interface PressWorld {
  readonly item: ItemRef
  readonly columns: readonly BoardColumn[]
  readonly valueOf: (column: number) => Json
  readonly me: string | undefined
  readonly today: number
}

/** The command that a press runs, or why there is none. */
export function pressOf({ does }: ButtonSettings, world: PressWorld): Result<Press> {
  if (does === null) return fail('Nobody has said yet what this button does: see its settings.')
  if (does.what === 'archive') return ok({ command: 'item.archive', args: { rows: [world.item] } })
  const column = world.columns.find(({ number, fields }) => number === does.column && fields['deletedAt'] === undefined)
  if (column === undefined) return fail('The column that this button sets is gone: see its settings.')
  const value =
    does.what === 'set'
      ? does.value
      : does.what === 'today'
        ? dayValue(column, world.today)
        : world.me === undefined
          ? null
          : withMember(column, world.valueOf(column.number), world.me)
  if (value === null && does.what !== 'set') return fail(`${column.title} does not take this.`)
  return ok({ command: 'item.setCells', args: { column: column.number, rows: [world.item], values: [value] } })
}

/** A day as a value of the column, where its kind holds one; null where it does not. */
export function dayValue({ kind, settings, lanes }: BoardColumn, day: number): Json {
  const main = lanes.find(({ name }) => name === kind.defaultLane)
  if (main?.type !== 'day' || !main.own) return null
  return taken(
    kind,
    kind.fromLanes((lane) => (lane === kind.defaultLane ? day : null), settings),
    settings,
  )
}

/** Whether cells of the column name members, so that a person can be put there. */
export function namesMembers({ kind, lanes }: BoardColumn): boolean {
  const { references } = kind
  return (
    references?.to === 'member' &&
    references.lane === kind.defaultLane &&
    lanes.some(({ name, own }) => name === references.lane && own)
  )
}

/** The value with a member in it; where the column takes but one, that member alone. */
function withMember(column: BoardColumn, value: Json, member: string): Json {
  if (!namesMembers(column)) return null
  const { kind, settings } = column
  const now = value === null ? [] : kind.toLanes(value, settings)[kind.defaultLane]
  const members = Array.isArray(now) ? now.filter((id): id is string => typeof id === 'string') : []
  const of = (ids: readonly string[]): Json =>
    taken(
      kind,
      kind.fromLanes((lane) => (lane === kind.defaultLane ? ids : null), settings),
      settings,
    )
  return members.includes(member) ? value : (of([...members, member]) ?? of([member]))
}

function taken(kind: BoardColumn['kind'], value: Json, settings: Json): Json {
  const parsed = value === null ? null : kind.value.safeParse(value)
  if (!parsed?.success) return null
  return (kind.check?.(parsed.data, settings) ?? null) === null ? parsed.data : null
}

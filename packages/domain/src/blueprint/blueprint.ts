import * as z from 'zod/mini'
import { boardArg, colourArg, titleArg } from '../board/board-command.ts'
import { boardAccess } from '../board/access.ts'
import { maxColumnsPerBoard, maxGroupsPerBoard } from '../board/limits.ts'
import { columnRoles } from '../column/kind.ts'
import { columnRulesArg } from '../column/rules/rules.ts'
import { idOf } from '../ids.ts'
import { jsonValue } from '../json-value.ts'
import { itemTitle } from '../item/title.ts'
import { viewKindId } from '../view/kinds/all.ts'
import { boardViewSpec } from '../view/spec.ts'

/** Boards that one command makes: what writes them is taken back by one undo, which names every scope. */
export const maxBoardsAtOnce = 12

/** Items of all boards that one command makes, and cells that they have. */
export const maxItemsOfSet = 500

const number = z.int().check(z.gte(1), z.lte(10_000))

/** A board as data, with the ids and numbers that it is going to have. Boards of a set name each other by their ids. */
export const blueprint = z.strictObject({
  id: boardArg,
  name: titleArg(),
  description: z.optional(z.string().check(z.maxLength(2_000))),
  access: z.optional(boardAccess),
  columns: z
    .array(
      z.strictObject({
        id: idOf('column'),
        number,
        kind: z.string(),
        title: titleArg(),
        description: z.optional(z.string().check(z.maxLength(2_000))),
        settings: z.optional(jsonValue(200_000)),
        rules: z.optional(columnRulesArg),
        role: z.optional(z.enum(columnRoles)),
        appliesTo: z.optional(z.enum(['items', 'subitems', 'both'])),
      }),
    )
    .check(z.maxLength(maxColumnsPerBoard)),
  groups: z
    .array(z.strictObject({ number, title: titleArg(), colour: z.optional(colourArg) }))
    .check(z.maxLength(maxGroupsPerBoard)),
  views: z.array(z.strictObject({ name: titleArg(), kind: viewKindId, spec: boardViewSpec })).check(z.maxLength(50)),
  items: z
    .array(
      z.strictObject({
        id: idOf('item'),
        title: itemTitle,
        group: number,
        /** The item above it: its place in this list, which is an earlier one. */
        parent: z.optional(z.int().check(z.gte(0))),
        cells: z.array(z.strictObject({ column: number, value: jsonValue(200_000) })).check(z.maxLength(200)),
      }),
    )
    .check(z.maxLength(maxItemsOfSet)),
})

export type Blueprint = z.infer<typeof blueprint>

/** Where boards that are made together go: a folder that is there, or one that is made for them. */
export const setPlace = {
  workspace: idOf('workspace'),
  folder: z.optional(z.nullable(idOf('folder'))),
  newFolder: z.optional(z.strictObject({ id: idOf('folder'), name: titleArg() })),
}

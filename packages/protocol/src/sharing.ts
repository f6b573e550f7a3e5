import { idOf } from '@fulcrum/domain'
import type { CellColumn, Fields, Json } from '@fulcrum/domain'
import * as z from 'zod/mini'
import type { LinkedMessage } from './messages.ts'

// Links by which a board, or one of its views, is read without an account. Owners of the board have them:
//
//   GET    /shares/:board           { links: ShareLink[] }, the newest first
//   POST   /shares/make             ShareMake; answers a ShareLink
//   POST   /shares/change           ShareChange; the address stays the same; answers a ShareLink
//   POST   /shares/revoke           { board, id }; the link ends at once, open pages of it too
//
// Owners of the board look at it as somebody else sees it:
//
//   POST   /shares/as               { board, member }; answers a ShownBoard, which is kept as an event
//
// Whoever has the link reads by it, without a session:
//
//   GET    /s/:token                the page, the same for every token
//   POST   /shared/:token           { password?, pass? }; answers a SharedBoard
//   POST   /shared/:token/live      { pass }; answers lines of JSON (SharedNews) for as long as the page is open
//
// Refusals are `{ error: { code, message, details } }` like everywhere; `details.reason` is `password`, `wrong`, `expired` or `gone`.

const place = { board: idOf('board'), id: idOf('link') }

const password = z.string().check(z.minLength(4, 'Use at least 4 characters.'), z.maxLength(200))

/** When it ends, ms UTC; null is never. */
const expiresAt = z.nullable(z.int().check(z.gte(0)))

/** `POST /shares/make` with these. */
export const shareMake = z.strictObject({
  board: idOf('board'),
  /** Null is the whole board, as a table. */
  view: z.nullable(idOf('view')),
  /** Without it, as the board's rules say. */
  expiresAt: z.optional(expiresAt),
  password: z.nullable(password),
})
export type ShareMake = z.infer<typeof shareMake>

/** `POST /shares/change` with these; what is left out stays. */
export const shareChange = z.strictObject({
  ...place,
  expiresAt: z.optional(expiresAt),
  /** Null takes the password away. */
  password: z.optional(z.nullable(password)),
  /** Shows the columns that the view has come to show since the link was made. */
  withNewColumns: z.optional(z.literal(true)),
})
export type ShareChange = z.infer<typeof shareChange>

/** `POST /shares/revoke` with these. */
export const shareRevoke = z.strictObject(place)

/** `POST /shares/as` with these. */
export const shareAs = z.strictObject({ board: idOf('board'), member: idOf('member') })

/** A link, for those who may share the board. */
export interface ShareLink {
  readonly id: string
  /** Null where it was made under another secret of the installation: it still works, and only a new one can be shown. */
  readonly url: string | null
  readonly view: string | null
  readonly expiresAt: number | null
  readonly hasPassword: boolean
  readonly createdAt: number
  readonly createdBy: string
  readonly lastUsedAt: number | null
  readonly uses: number
  /** Columns of the view that the link does not show: they came later, or only some may read them, or follow from what is not shown. */
  readonly leftOut: readonly { readonly number: number; readonly title: string; readonly why: ShareLeftOut }[]
  /** Nobody gets in, and why: the board or the view is gone, its maker may not share it any more, or the board's rules are against links. */
  readonly idle: ShareIdle | null
  /** It shows no item, and why: nothing passes its filter, the filter may not be followed for a link, or there is none on the board. */
  readonly empty: ShareEmpty | null
}

/** Why nobody gets in by a link. */
export type ShareIdle = 'gone' | 'maker' | 'rules'

/** Why a link shows no item. */
export type ShareEmpty = 'nothing-passes' | 'closed-filter' | 'no-items'

/** Why a link leaves a column of its view out. */
export type ShareLeftOut = 'new' | 'some-only' | 'follows'

/** `POST /shared/:token` with these. */
export const sharedOpen = z.strictObject({
  password: z.optional(z.string().check(z.maxLength(200))),
  /** What the first answer gave: asked again, nothing is counted, and no password wanted. */
  pass: z.optional(z.string().check(z.maxLength(200))),
})
export type SharedOpen = z.infer<typeof sharedOpen>

/**
 * A board as somebody sees it: records as in `OpenedMessage`, and cells column by column. Who is named comes as a record of a
 * member with a name and a colour.
 */
export interface ShownBoard {
  readonly account: string
  readonly board: string
  readonly version: number
  /** As whom the board is drawn: somebody who only reads. */
  readonly viewer: string
  readonly records: {
    readonly account: readonly ShownRecord[]
    readonly board: readonly ShownRecord[]
  }
  readonly rows: readonly number[]
  /** For each column one value a row of `rows`. */
  readonly cells: readonly (readonly [column: CellColumn, values: readonly Json[]])[]
  /** How many items there are beside those that are here. */
  readonly more: number
  /** What its cells name on other boards. */
  readonly linked?: LinkedMessage
}

export type ShownRecord = readonly [table: string, id: string, fields: Fields]

/** What whoever has a link gets. */
export interface SharedBoard {
  readonly title: string
  readonly viewTitle: string | null
  readonly pass: string
  readonly expiresAt: number | null
  readonly shown: ShownBoard
}

/** A line of what is told to an open page. */
export type SharedNews = { readonly t: 'changed' } | { readonly t: 'ended' } | { readonly t: 'here' }

import { gunzipSync } from 'node:zlib'
import type { Cause, LoggedChange, Patch, Scope } from '@fulcrum/domain'

/** A row of the log as `changeColumns` gives it. */
export interface ChangeRow {
  readonly scope: Scope
  readonly version: number
  readonly recorded_at: Date
  readonly change_id: LoggedChange['id']
  readonly span: number
  readonly at: number
  readonly actor: LoggedChange['actor']
  readonly cause: Cause
  readonly command: string
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[] | null
  readonly blob: Buffer | null
  readonly batch: string | null
  readonly historic: boolean
  readonly client: string | null
  readonly n: number | null
}

/** The columns of a logged change; the table must be called `c`, and `change_blob` joined as `b`. */
export const changeColumns = `c.scope, c.version, c.recorded_at, c.change_id, c.span, c.at, c.actor, c.cause, c.command, c.patches,
  c.inverse, b.inverse AS blob, c.batch, c.historic, c.client, c.n`

/** Joins the inverses that are stored apart. */
export const changeSource = `change c LEFT JOIN change_blob b ON b.account = c.account AND b.scope = c.scope AND b.version = c.version`

/** A row of the log as a change. */
export function toChange(row: ChangeRow): LoggedChange {
  const inverse = row.inverse ?? (row.blob ? (JSON.parse(gunzipSync(row.blob).toString()) as Patch[]) : [])
  return {
    id: row.change_id,
    scope: row.scope,
    version: row.version,
    recordedAt: row.recorded_at.getTime(),
    span: row.span,
    at: row.at,
    actor: row.actor,
    cause: row.cause,
    command: row.command,
    patches: row.patches,
    inverse,
    ...(row.batch !== null && { batch: row.batch }),
    ...(row.historic && { historic: true }),
    ...(row.client !== null && { client: row.client }),
    ...(row.n !== null && { n: row.n }),
  }
}

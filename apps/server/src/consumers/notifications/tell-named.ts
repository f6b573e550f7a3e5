import { concernsInText, scopeOf } from '@fulcrum/domain'
import type { NamedInText } from '@fulcrum/domain'
import type { DocNode } from '@fulcrum/domain/doc-content'
import type pg from 'pg'
import * as Y from 'yjs'
import type { Log } from '../../database/database.ts'
import { withRetry } from '../../database/pool.ts'
import { readDoc } from '../../docs/doc-rows.ts'
import { treeOfState } from '../../docs/doc-tree.ts'
import type { SyncNode } from '../../node.ts'
import { repeat } from '../../repeat.ts'
import type { Repeated } from '../../repeat.ts'
import { inTurn } from '../in-turn.ts'
import { docPlace } from './places.ts'
import { tell } from './tell.ts'
import type { Happening } from './tell.ts'

/** Whoever is named for a moment only, as while a line is written, is not told. */
const restMs = 20_000
/** So many docs are looked at in a pass; the rest comes with the next one. */
const docsAtOnce = 50

export interface TellNamedOptions {
  readonly node: SyncNode
  readonly pool: pg.Pool
  readonly log: Log
  readonly now: () => number
}

/**
 * Tells people that the text of a doc names them, once each and doc, a moment after they were named and if they still are. What was
 * told is noted behind it, and telling again changes nothing: whoever is killed in between is followed by the next pass, of
 * whichever node.
 */
export function startTellingNamed(options: TellNamedOptions): Repeated {
  const { log } = options
  return repeat(
    4_000,
    async () => {
      await tellNamed(options)
    },
    (error) => log.warn({ err: error }, 'people could not be told that docs name them; it is tried again'),
  )
}

/** One pass. */
export async function tellNamed({ node, pool, now }: Omit<TellNamedOptions, 'log'>): Promise<void> {
  const before = now() - restMs
  const { rows } = await withRetry(pool, () =>
    pool.query<{ doc: string }>(
      `SELECT DISTINCT n.doc FROM doc_named n JOIN doc_state s ON s.account = n.account AND s.doc = n.doc AND s.seq > n.looked
       WHERE n.account = $1 AND NOT n.told AND n.at <= $2 LIMIT ${docsAtOnce}`,
      [node.store.accountId, before],
    ),
  )
  for (const { doc } of rows) await inTurn(pool, `named ${doc}`, () => tellOf({ node, pool }, doc, before))
}

interface NamedRow extends NamedInText {
  readonly seq: number
  readonly at: number
  readonly told: boolean
}

async function tellOf(
  { node, pool }: Pick<TellNamedOptions, 'node' | 'pool'>,
  doc: string,
  before: number,
): Promise<void> {
  const { accountId } = node.store
  const rows = await namedIn(pool, accountId, doc)
  const { seq, standing } = await standingIn(pool, accountId, doc)
  const due = rows.filter(({ told, at }) => !told && at <= before)
  const [there, gone] = [due.filter(({ id }) => standing.has(id)), due.filter(({ id }) => !standing.has(id))]
  await node.store.catchUp(scopeOf('doc', doc))
  const { state } = await node.store.get(scopeOf('doc', doc))
  const { state: account } = await node.store.get(scopeOf('account', accountId))
  const known = new Set(
    rows.filter(({ told }) => told).flatMap((row) => concernsInText(row, account).map(({ member }) => member)),
  )
  const happenings = there.flatMap((row) =>
    concernsInText(row, account).flatMap((concern): Happening[] => {
      if (known.has(concern.member)) return []
      known.add(concern.member)
      return [{ ...concern, source: `text:${doc}`, version: row.seq, actor: row.by, at: row.at }]
    }),
  )
  await tell(node, docPlace(node, state), happenings)
  const told = 'UPDATE doc_named SET told = true WHERE account = $1 AND doc = $2 AND id = ANY ($3)'
  await pool.query(told, [accountId, doc, there.map(({ id }) => id)])
  // Whoever is named again where they were named no more is told then.
  const looked = 'UPDATE doc_named SET looked = $4 WHERE account = $1 AND doc = $2 AND id = ANY ($3)'
  await pool.query(looked, [accountId, doc, gone.map(({ id }) => id), seq])
}

async function namedIn(pool: pg.Pool, accountId: string, doc: string): Promise<readonly NamedRow[]> {
  const { rows } = await withRetry(pool, () =>
    pool.query<NamedRow>(
      `SELECT doc, kind, id, by_member AS by, seq, at, told FROM doc_named WHERE account = $1 AND doc = $2 ORDER BY seq, id`,
      [accountId, doc],
    ),
  )
  return rows
}

/** The ids of those whom a doc names now, and as of which update. */
async function standingIn(
  pool: pg.Pool,
  accountId: string,
  doc: string,
): Promise<{ readonly seq: number; readonly standing: ReadonlySet<string> }> {
  const { seq, updates } = await withRetry(pool, () => readDoc(pool, accountId, doc))
  const standing = new Set<string>()
  const look = ({ type, attrs, content }: DocNode): void => {
    if (type === 'mention' && typeof attrs?.['id'] === 'string') standing.add(attrs['id'])
    for (const each of content ?? []) look(each)
  }
  if (updates.length > 0) look(treeOfState(Y.mergeUpdates([...updates])))
  return { seq, standing }
}

import type { BetterAuthOptions } from 'better-auth'
import type { DBAdapter, DBTransactionAdapter } from 'better-auth/adapters'
import { hashToken } from './secrets.ts'

type Where = NonNullable<Parameters<DBAdapter['findOne']>[0]['where']>
type AdapterFactory = (options: BetterAuthOptions) => DBAdapter
type Row = Record<string, unknown>

/**
 * Wraps an adapter so that a session's token is stored and looked up as its SHA-256 only. Who asks by the token gets it back
 * with the row; who lists sessions gets hashes, which open nothing.
 */
export function hashedTokens(inner: AdapterFactory): AdapterFactory {
  return (options) => {
    const adapter = inner(options)
    return {
      ...adapter,
      ...wrap(adapter),
      transaction: (work) => adapter.transaction((within) => work(wrap(within))),
    }
  }
}

// @NOTE the library names the types of rows by what it asks for; a row goes out as it came in, but for its token.
function wrap(adapter: DBTransactionAdapter): DBTransactionAdapter {
  const other = <Args extends { readonly model: string; readonly where?: Where | undefined }>(args: Args): Args =>
    args.where ? { ...args, where: hashWhere(args.model, args.where) } : args
  return {
    ...adapter,
    async create(args) {
      if (args.model !== 'session') return adapter.create(args)
      const { token } = args.data as Row
      if (typeof token !== 'string') throw new Error('a session without a token')
      const row = await adapter.create({ ...args, data: { ...args.data, token: hashToken(token) } })
      return { ...row, token } as never
    },
    findOne: async (args) => asAsked(args, await adapter.findOne<Row>(other(args))) as never,
    findMany: async (args) => {
      const rows = await adapter.findMany<Row>(other(args))
      return rows.map((row) => asAsked(args, row)) as never
    },
    count: (args) => adapter.count(other(args)),
    update: async (args) => asAsked(args, await adapter.update<Row>(other(args))) as never,
    updateMany: (args) => adapter.updateMany(other(args)),
    delete: (args) => adapter.delete(other(args)),
    deleteMany: (args) => adapter.deleteMany(other(args)),
    consumeOne: async (args) => asAsked(args, await adapter.consumeOne<Row>(other(args))) as never,
    incrementOne: async (args) => asAsked(args, await adapter.incrementOne<Row>(other(args))) as never,
  }
}

function hashWhere(model: string, where: Where): Where {
  if (model !== 'session') return where
  return where.map((clause) => {
    if (clause.field !== 'token') return clause
    const { value } = clause
    return {
      ...clause,
      value: Array.isArray(value) ? value.map((each) => hashToken(String(each))) : hashToken(String(value)),
    }
  })
}

/** The row with the token that was asked for, where it was asked for by one. */
function asAsked(
  { model, where = [] }: { readonly model: string; readonly where?: Where | undefined },
  row: Row | null,
): Row | null {
  if (!row || model !== 'session') return row
  const tokens = where.filter(({ field }) => field === 'token').flatMap(({ value }) => value)
  const token = tokens.find((each) => hashToken(String(each)) === row['token'])
  return token === undefined ? row : { ...row, token }
}

import type { BetterAuthOptions } from 'better-auth'
import type { DBAdapter } from 'better-auth/adapters'
import { hashToken } from './secrets.ts'

type Where = NonNullable<Parameters<DBAdapter['findOne']>[0]['where']>
type AdapterFactory = (options: BetterAuthOptions) => DBAdapter

/**
 * Wraps an adapter so that a session's token is stored and looked up as its SHA-256 only. Who asks by the token gets it back
 * with the row; who lists sessions gets hashes, which open nothing.
 */
export function hashedTokens(inner: AdapterFactory): AdapterFactory {
  return (options) => wrap(inner(options))
}

function wrap(adapter: DBAdapter): DBAdapter {
  return {
    ...adapter,
    async create(args) {
      if (args.model !== 'session') return adapter.create(args)
      const { token } = args.data as { token?: unknown }
      if (typeof token !== 'string') throw new Error('a session without a token')
      const row = await adapter.create({ ...args, data: { ...args.data, token: hashToken(token) } })
      return withToken(row, token) as never
    },
    async findOne(args) {
      const row = await adapter.findOne<Record<string, unknown>>({ ...args, where: hashWhere(args.model, args.where) })
      return withToken(row, tokenIn(args.model, args.where)) as never
    },
    findMany: (args) => adapter.findMany({ ...args, ...(args.where && { where: hashWhere(args.model, args.where) }) }),
    count: (args) => adapter.count({ ...args, ...(args.where && { where: hashWhere(args.model, args.where) }) }),
    async update(args) {
      const row = await adapter.update<Record<string, unknown>>({ ...args, where: hashWhere(args.model, args.where) })
      return withToken(row, tokenIn(args.model, args.where)) as never
    },
    updateMany: (args) => adapter.updateMany({ ...args, where: hashWhere(args.model, args.where) }),
    delete: (args) => adapter.delete({ ...args, where: hashWhere(args.model, args.where) }),
    deleteMany: (args) => adapter.deleteMany({ ...args, where: hashWhere(args.model, args.where) }),
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

function tokenIn(model: string, where: Where): string | undefined {
  const value = model === 'session' ? where.find(({ field }) => field === 'token')?.value : undefined
  return typeof value === 'string' ? value : undefined
}

function withToken<Row extends object | null>(row: Row, token: string | undefined): Row {
  return row && token !== undefined ? { ...row, token } : row
}

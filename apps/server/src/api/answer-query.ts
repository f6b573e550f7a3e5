import { DomainError } from '@fulcrum/domain'
import type { Query } from '../queries/query.ts'
import type { Hub } from '../sync/hub.ts'
import { principalOf } from './caller.ts'
import type { Caller } from './caller.ts'
import { resolveKeys } from './item-keys.ts'
import { fromPublic, toPublic } from './public-ids.ts'

/** Answers a query of the API: ids in their public form both ways. */
export async function answerQuery(hub: Hub, caller: Caller, query: Query, body: unknown): Promise<unknown> {
  const principal = principalOf(caller)
  const named = await resolveKeys(hub, principal, query.args, fromPublic(query.args, body ?? {}))
  const args = queryArgs(query, named)
  const context = { hub, principal }
  const answer = await query.answer(context, args)
  // @NOTE a query publishes what it answered.
  const published = query.publish ? await query.publish(context, args, answer as never) : answer
  return query.result ? toPublic(query.result, published) : published
}

/** The arguments of a query, or a refusal that names the field. */
export function queryArgs(query: Query, body: unknown): unknown {
  const args = query.args.safeParse(body)
  if (args.success) return args.data
  const [issue] = args.error.issues
  const field = issue?.path.join('.') ?? ''
  const where = field === '' ? '' : `${field}: `
  throw new DomainError('invalid', `${query.name}: ${where}${issue?.message ?? 'bad arguments'}`, { field })
}

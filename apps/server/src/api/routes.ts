import { DomainError, commands, idOf, publicId } from '@fulcrum/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { queries } from '../queries/all.ts'
import type { TakeBack } from '../scopes/batch.ts'
import type { Hub } from '../sync/hub.ts'
import { answerQuery } from './answer-query.ts'
import { bulkArgs, runBulk } from './bulk.ts'
import { callerOf } from './caller.ts'
import { changesArgs, readChanges } from './changes.ts'
import { keyedRequest } from './idempotency.ts'
import { openApiDocument } from './openapi.ts'
import { fromPublic } from './public-ids.ts'
import { runCommand } from './run-command.ts'

const config = { policy: { signedIn: true, orToken: true } } as const
const batchArgs = z.strictObject({ batch: idOf('batch') })

/** The public API: `POST /api/<noun>.<verb>` for every command and every query, many at once, and what changed. */
export function apiRoutes(
  app: FastifyInstance,
  {
    hub,
    takeBack,
    publicUrl,
  }: { readonly hub: Hub; readonly takeBack: TakeBack; readonly publicUrl: string | undefined },
): void {
  for (const command of commands.filter(({ internal }) => !internal)) {
    app.post(`/api/${command.name}`, { config }, async (request) => {
      const caller = callerOf(hub, request)
      const keyed = await keyedRequest(hub.store, { ...askOf(request, caller.id), route: command.name })
      return runCommand(hub, caller, command, request.body, { keyed, n: 1 })
    })
  }
  for (const query of queries) {
    app.post(`/api/${query.name}`, { config }, (request) =>
      answerQuery(hub, callerOf(hub, request), query, request.body),
    )
  }
  for (const way of ['undo', 'redo'] as const) {
    app.post(`/api/change.${way}Batch`, { config }, async (request) => {
      const { principal } = callerOf(hub, request)
      const { batch } = parsed(batchArgs, fromPublic(batchArgs, request.body))
      const answer = await takeBack({ principal }, batch)
      return { ...answer, batch: publicId('batch', answer.batch) }
    })
  }
  app.post('/api/bulk', { config }, async (request) => {
    const caller = callerOf(hub, request)
    const args = parsed(bulkArgs, request.body)
    const keyed = await keyedRequest(hub.store, { ...askOf(request, caller.id), route: 'bulk' })
    return runBulk(hub, caller, args, keyed)
  })
  app.get('/api/changes', { config }, async (request, reply) => {
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort())
    return readChanges(hub, callerOf(hub, request), parsed(changesArgs, request.query), gone.signal)
  })
  const open = { policy: { public: 'the document of the API, the same for everybody' } } as const
  let document: string | undefined
  app.get('/api/openapi.json', { config: open }, (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(publicUrl))
    return reply.type('application/json').header('cache-control', 'no-cache').send(document)
  })
}

function askOf({ headers, body }: FastifyRequest, caller: string) {
  const key = headers['idempotency-key']
  return { caller, key: Array.isArray(key) ? key.join() : key, body }
}

/** What a schema makes of what was sent, or a refusal that names the field. */
function parsed<T>(schema: z.ZodMiniType<T>, body: unknown): T {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new DomainError('invalid', `${field === '' ? '' : `${field}: `}${issue?.message ?? 'bad arguments'}`, { field })
}

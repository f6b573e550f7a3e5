import { DomainError } from '@fulcrum/domain'
import type { ErrorCode } from '@fulcrum/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Log } from '../database/database.ts'
import { isDiskFull, isUnavailable } from '../database/pool.ts'

/** The one place where codes become HTTP statuses. */
const statuses: Record<ErrorCode, number> = {
  invalid: 400,
  'not-found': 404,
  forbidden: 403,
  conflict: 409,
  'rule-broken': 422,
  'too-large': 413,
  'too-many': 429,
  'signed-out': 401,
  unsupported: 404,
  unavailable: 503,
}

const unreadable = 'The request is not one we can read.'

/** What is said of requests that are refused before anybody looks at their meaning. */
const sentences: Readonly<Record<number, string>> = {
  400: 'The body is not JSON that we can read.',
  413: 'The body is larger than we take.',
  415: 'Send JSON, and say so: content-type: application/json.',
}

/** What every refusal looks like on the wire. */
export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly details: object }
}

/** What is said where nothing can be written any more. */
const noRoom = 'The disk of the server is full: nothing can be stored until there is room again.'

/** The status of a code. */
export function statusOf(code: ErrorCode): number {
  return statuses[code]
}

/** Answers errors: a person's with their code and sentence, ours with neither cause nor stack. `refused` hears of a person's. */
export function answerErrors(
  app: FastifyInstance,
  log: Log,
  refused: (request: FastifyRequest, error: DomainError) => void = () => {},
): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    if (error instanceof DomainError) {
      refused(request, error)
      const { retryAfterMs } = error.details
      if (typeof retryAfterMs === 'number') reply.header('retry-after', Math.ceil(retryAfterMs / 1000))
      return reply.code(statuses[error.code]).send(body(error.code, error.message, error.details))
    }
    if (isUnavailable(error)) {
      return reply.code(503).send(body('unavailable', 'The database is away for a moment: try again.'))
    }
    if (isDiskFull(error)) {
      log.error({ err: error }, 'the disk is full')
      return reply.code(503).send(body('unavailable', noRoom))
    }
    const status = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500
    if (status >= 400 && status < 500) {
      return reply.code(status).send(body(status === 413 ? 'too-large' : 'invalid', sentences[status] ?? unreadable))
    }
    log.error({ err: error }, 'a request failed')
    return reply.code(500).send(body('unavailable', 'Something went wrong on the server. It has been logged.'))
  })
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(body('not-found', 'There is nothing at this address.')),
  )
}

function body(code: string, message: string, details: object = {}): ErrorBody {
  return { error: { code, message, details } }
}

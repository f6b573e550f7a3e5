import { commands, errorCodes, idOf } from '@fulcrum/domain'
import type { Command } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { statusOf } from '../http/errors.ts'
import { queries } from '../queries/all.ts'
import type { Query } from '../queries/query.ts'
import { bulkArgs } from './bulk.ts'
import { maxWaitSeconds } from './changes.ts'
import { errorHelp } from './error-help.ts'
import { filterSchema, inputSchema, isPaged, outputSchema } from './json-schemas.ts'
import type { JsonSchema } from './json-schemas.ts'
import { filePaths } from './openapi-files.ts'
import { madeIdOf } from './made-id.ts'
import { wordsOf } from './words.ts'

/** The API as OpenAPI 3.1, derived from the schemas that the server checks with; `server` is where people open it. */
export function openApiDocument(server = '/'): JsonSchema {
  const open = commands.filter(({ internal }) => !internal)
  const nouns = [...new Set([...open, ...queries].map(({ name }) => nounIn(name)))]
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fulcrum',
      version: '1',
      summary: 'Everything that the app does, for programs.',
      description:
        'Every command and every query is `POST /api/<noun>.<verb>` with its arguments as JSON. Send a token from Settings → Tokens as `Authorization: Bearer ful_…`. A program may do what the member it acts as may do.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server, description: 'This server' }],
    security: [{ token: [] }],
    tags: [
      ...nouns.map((name) => ({ name, description: `What is about ${name === 'change' ? 'the log' : `a ${name}`}.` })),
      { name: 'file', description: 'What is about the files that cells hold.' },
      { name: 'many', description: 'What is about many things.' },
    ],
    paths: {
      ...Object.fromEntries(open.map((command) => [`/api/${command.name}`, { post: commandOperation(command) }])),
      ...Object.fromEntries(queries.map((query) => [`/api/${query.name}`, { post: queryOperation(query) }])),
      ...Object.fromEntries(['undo', 'redo'].map((way) => [`/api/change.${way}Batch`, { post: batchOperation(way) }])),
      '/api/bulk': { post: bulkOperation() },
      '/api/changes': { get: changesOperation() },
      ...filePaths(refusals()),
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token of Settings → Tokens; it begins with `ful_`.' },
      },
      parameters: {
        idempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          description:
            'Any text of your own. The same request under the same key is done once and gets the same answer again, for 90 days; another request under it is refused.',
          schema: { type: 'string', minLength: 1, maxLength: 200 },
        },
      },
      responses: Object.fromEntries(answered.map((code) => [code, errorResponse(code)])),
      schemas: { Error: errorSchema, Filter: filterSchema() },
    },
  }
}

/** What requests of this document are answered with; `unsupported` is told to clients of sync. */
const answered = errorCodes.filter((code) => code !== 'unsupported')

const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'details'],
      properties: {
        code: { enum: errorCodes, description: 'Stable: decide by it.' },
        message: { type: 'string', description: 'A sentence for people; its words may change.' },
        details: { type: 'object', description: 'What it is about: `field`, `retryAfterMs` and the like.' },
      },
    },
  },
}

const made = { type: 'string', description: 'The id of what was made.' }

function commandOperation(command: Command): JsonSchema {
  const id = madeIdOf(command)
  const { properties, required } = commandAnswer(command.result ? outputSchema(command.result) : { type: 'null' })
  return {
    ...named(command.name),
    'x-fulcrum': 'command',
    parameters: [{ $ref: '#/components/parameters/idempotencyKey' }],
    requestBody: body(inputSchema(command.args, id?.field)),
    responses: {
      ...good('What was done.', {
        type: 'object',
        required: id ? [...required, 'id'] : required,
        properties: id ? { ...properties, id: { ...made, pattern: `^${id.noun}_[0-9a-f]{32}$` } } : properties,
      }),
      ...refusals(),
    },
  }
}

function commandAnswer(result: JsonSchema) {
  return {
    required: ['change', 'versions', 'result'],
    properties: {
      change: {
        type: ['string', 'null'],
        description: 'The change of the log, for `change.undo`; null where nothing had to be changed.',
      },
      versions: {
        type: 'object',
        description: 'The version of each scope that was written.',
        additionalProperties: { type: 'integer' },
      },
      result,
    },
  }
}

function queryOperation(query: Query): JsonSchema {
  const { description, ...rest } = named(query.name)
  const paged = ' The answer comes in pages: send its `next` as `cursor` to go on, until it is null.'
  return {
    ...rest,
    description: isPaged(query.args) ? `${String(description)}${paged}` : description,
    'x-fulcrum': 'query',
    requestBody: body(inputSchema(query.args)),
    responses: { ...good('The answer.', query.result ? outputSchema(query.result) : {}), ...refusals() },
  }
}

function batchOperation(way: string): JsonSchema {
  const args = z.strictObject({ batch: idOf('batch') })
  const answer = z.object({ batch: idOf('batch'), changes: z.int(), taken: z.int(), kept: z.int() })
  const what =
    way === 'undo'
      ? 'Takes a whole batch of the caller’s own back, as one step.'
      : 'Does a whole batch again, as one step.'
  return {
    ...named(`change.${way}Batch`, what),
    requestBody: body(inputSchema(args)),
    responses: {
      ...good('How much was taken back, and what others had changed since.', outputSchema(answer)),
      ...refusals(),
    },
  }
}

function bulkOperation(): JsonSchema {
  const answer = commandAnswer({})
  const results = {
    oneOf: [
      {
        type: 'object',
        required: ['ok', ...answer.required],
        properties: { ok: { const: true }, ...answer.properties, id: made },
      },
      { type: 'object', required: ['ok', 'error'], properties: { ok: { const: false }, ...errorSchema.properties } },
    ],
  }
  return {
    operationId: 'bulk',
    tags: ['many'],
    summary: 'Runs many commands in their order.',
    description:
      'Each command has a result of its own. With `whole`, the first refusal takes back what was done before it, and the whole request is refused.',
    parameters: [{ $ref: '#/components/parameters/idempotencyKey' }],
    requestBody: body(inputSchema(bulkArgs)),
    responses: {
      ...good('What became of each command, in their order.', {
        type: 'object',
        required: ['done', 'refused', 'batch', 'results'],
        properties: {
          done: { type: 'integer' },
          refused: { type: 'integer' },
          batch: { type: ['string', 'null'] },
          results: { type: 'array', items: results },
        },
      }),
      ...refusals(),
    },
  }
}

function changesOperation(): JsonSchema {
  const query = (name: string, schema: object, description: string, required = false) => ({
    name,
    in: 'query',
    required,
    description,
    schema,
  })
  return {
    operationId: 'changes',
    tags: ['many'],
    summary: 'Gives what changed in a scope after a version.',
    description:
      'In order and without gaps, as far as the caller may know of it; a change of which nothing may be known is its bare version. Send `next` as `after` to go on.',
    parameters: [
      query('scope', { type: 'string' }, 'The id of a board, an item, the account, or of yourself: `board_…`.', true),
      query('after', { type: 'integer', minimum: 0, default: 0 }, 'The version after which to begin.'),
      query('limit', { type: 'integer', minimum: 1, maximum: 500, default: 100 }, 'How many changes at most.'),
      query(
        'wait',
        { type: 'integer', minimum: 0, maximum: maxWaitSeconds, default: 0 },
        'So many seconds the answer waits for a change, where there is none yet.',
      ),
    ],
    responses: {
      ...good('The changes.', {
        type: 'object',
        required: ['scope', 'version', 'next', 'changes'],
        properties: {
          scope: { type: 'string' },
          version: { type: 'integer', description: 'How far the scope is.' },
          next: { type: 'integer', description: 'What to send as `after` next.' },
          changes: { type: 'array', items: { type: 'object', required: ['version'], properties: changeProperties } },
        },
      }),
      ...refusals(),
    },
  }
}

const changeProperties = {
  version: { type: 'integer' },
  id: { type: 'string' },
  at: { type: 'integer', description: 'Milliseconds UTC.' },
  actor: { type: ['string', 'null'], description: 'The member who did it.' },
  cause: { type: ['object', 'null'] },
  command: { type: 'string' },
  batch: { type: 'string' },
  patches: {
    type: 'array',
    description: '`put` and `drop` of records, `cells` of a column.',
    items: { type: 'object', required: ['op'], properties: { op: { enum: ['put', 'drop', 'cells'] } } },
  },
}

function named(name: string, summary = wordsOf(name)): JsonSchema {
  return { operationId: name, tags: [nounIn(name)], summary, description: summary }
}

function nounIn(name: string): string {
  return name.slice(0, name.indexOf('.'))
}

function body(schema: JsonSchema): JsonSchema {
  return { required: true, content: { 'application/json': { schema } } }
}

function good(description: string, schema: JsonSchema): JsonSchema {
  return { '200': { description, content: { 'application/json': { schema } } } }
}

function refusals(): JsonSchema {
  return Object.fromEntries(
    answered.map((code) => [String(statusOf(code)), { $ref: `#/components/responses/${code}` }]),
  )
}

function errorResponse(code: (typeof errorCodes)[number]): JsonSchema {
  const { means, todo } = errorHelp[code]
  return {
    description: `${means} ${todo}`,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  }
}

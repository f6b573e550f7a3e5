import { filterSpec, maxFilterDepth, maxFilterParts, nounOf, scopeArg, scopeKinds, viewColumn } from '@fulcrum/domain'
import * as z from 'zod'
import { shapeOf } from './map-schema.ts'

/** A schema of the document: JSON Schema 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = Readonly<Record<string, unknown>>

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'

/** What a request takes: ids in either form, items by their keys too. */
export function inputSchema(schema: object, optional: string | null = null): JsonSchema {
  const { required, ...rest } = toJsonSchema(schema, 'input', (noun) => ({
    type: 'string',
    pattern: `^(${noun}_[0-9a-f]{32}|${uuid}${noun === 'item' ? '|[A-Z][A-Z0-9_]*-[1-9][0-9]*' : ''})$`,
    description: noun === 'item' ? 'The id of an item, or its key: ENG-12.' : `The id of a ${noun}.`,
  }))
  const needed = Array.isArray(required) ? required.filter((field) => field !== optional) : []
  const { properties = {} } = rest as { readonly properties?: Readonly<Record<string, object>> }
  const named = optional === null ? properties : { ...properties, [optional]: withWord(properties[optional]) }
  return { ...rest, properties: named, ...(needed.length > 0 && { required: needed }) }
}

/** What an answer gives: ids in their public form. */
export function outputSchema(schema: object): JsonSchema {
  return toJsonSchema(schema, 'output', (noun) => ({ type: 'string', pattern: `^${noun}_[0-9a-f]{32}$` }))
}

/** Whether a schema is of a list that comes in pages. */
export function isPaged(schema: object): boolean {
  return 'cursor' in shapeOf(schema)
}

function withWord(property: object | undefined): object {
  return { ...property, description: 'Its id, where you choose it; else one is made and given back as `id`.' }
}

function toJsonSchema(schema: object, io: 'input' | 'output', id: (noun: string) => JsonSchema): JsonSchema {
  // @NOTE the schemas of the small and of the whole library are the same inside.
  const {
    $schema: _schema,
    $defs: _defs,
    ...json
  } = z.toJSONSchema(schema as z.core.$ZodType, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const replaced = replacement(zodSchema, io, id)
      if (replaced === null) return
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
      Object.assign(jsonSchema, replaced)
    },
  }) as JsonSchema
  // All that holds itself is any JSON: a document of many schemas has no place for definitions of one.
  return JSON.parse(JSON.stringify(json), (_key, value: unknown) =>
    isObject(value) && String(value['$ref']).startsWith('#/$defs/') ? { description: 'Any JSON.' } : value,
  ) as JsonSchema
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** What the library cannot know of a schema: ids in their forms, filters within filters, any JSON. */
function replacement(schema: object, io: 'input' | 'output', id: (noun: string) => JsonSchema): JsonSchema | null {
  const noun = nounOf(schema)
  if (noun !== undefined) return id(noun)
  if (schema === (scopeArg as object)) return scopeSchema(io)
  if (schema === (filterSpec as object)) return { $ref: '#/components/schemas/Filter' }
  return null
}

/** A filter, which holds filters. Depth and size are checked by the server. */
export function filterSchema(): JsonSchema {
  const list = { type: 'array', maxItems: maxFilterParts, items: { $ref: '#/components/schemas/Filter' } }
  const of = (field: string, schema: object) => ({
    type: 'object',
    required: [field],
    additionalProperties: false,
    properties: { [field]: schema },
  })
  return {
    description: `A condition, or several joined by and, or and not, at most ${maxFilterDepth} deep.`,
    anyOf: [
      {
        type: 'object',
        required: ['column', 'operator'],
        additionalProperties: false,
        properties: {
          column: inputSchema(viewColumn),
          operator: { type: 'string', maxLength: 40, description: 'An operator of the column’s kind.' },
          value: { description: 'What the operator takes.' },
        },
      },
      of('and', list),
      of('or', list),
      of('not', { $ref: '#/components/schemas/Filter' }),
    ],
  }
}

function scopeSchema(io: 'input' | 'output'): JsonSchema {
  const kinds = scopeKinds.join('|')
  const forms = io === 'output' ? '' : `|(${kinds}):${uuid}`
  return {
    type: 'string',
    pattern: `^((${kinds})_[0-9a-f]{32}${forms})$`,
    description: 'What changes together: a board, an item, the account, a person’s own things.',
  }
}

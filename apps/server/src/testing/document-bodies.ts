import { must } from '@fulcrum/domain'

/** A schema of the API's document. */
export interface DocumentSchema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, DocumentSchema>>
  readonly required?: readonly string[]
  readonly items?: DocumentSchema
  readonly minItems?: number
  readonly minLength?: number
  readonly minimum?: number
  readonly anyOf?: readonly DocumentSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
}

/** What a body names: an id for each noun, in its public form, and `scope`. */
export type Names = (noun: string) => string

/** A body that is good by its schema alone: all that must be there, and ids by their noun. */
export function goodBody(schema: DocumentSchema, names: Names): unknown {
  const { type, properties = {}, required = [], items, minItems = 0, anyOf, pattern } = schema
  if (schema.enum) return schema.enum[0]
  if (schema.const !== undefined) return schema.const
  if (anyOf) return goodBody(must(anyOf[0]), names)
  if (pattern !== undefined) {
    const noun = /^\^\(?\(?([a-zA-Z|]+)\)?_\[/.exec(pattern)?.[1]
    if (noun !== undefined) return names(noun.includes('|') ? 'scope' : noun)
  }
  switch (Array.isArray(type) ? (type as readonly string[])[0] : type) {
    case 'object':
      return Object.fromEntries(required.map((name) => [name, goodBody(must(properties[name]), names)]))
    case 'array':
      return Array.from({ length: Math.max(minItems, 1) }, () => goodBody(items ?? {}, names))
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 0)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return 'Text'.padEnd(schema.minLength ?? 0, '.')
  }
}

/** Bodies that the schema refuses, each for another reason. */
export function badBodies(schema: DocumentSchema, good: unknown): readonly unknown[] {
  const { properties = {}, required = [] } = schema
  // @NOTE every operation takes an object.
  const fields = good as Readonly<Record<string, unknown>>
  const without = required.slice(0, 3).map((name) => {
    const { [name]: _left, ...rest } = fields
    return rest
  })
  const wrongTypes = Object.keys(properties)
    .filter((name) => properties[name]?.type !== undefined || properties[name]?.pattern !== undefined)
    .slice(0, 3)
    .map((name) => ({ ...fields, [name]: { not: ['what', 'it takes'] } }))
  const foreign = ['accountId', 'createdBy', 'seq'].map((name) => ({ ...fields, [name]: 1 }))
  return [...without, ...wrongTypes, ...foreign, [good], 'text', 7]
}

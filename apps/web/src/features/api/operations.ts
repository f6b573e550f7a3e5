import { t } from '@fulcrum/ui/messages'
/** A schema of the document, as far as the page draws it. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly $ref?: string
  readonly default?: unknown
}

/** One operation of the document. */
export interface Operation {
  readonly path: string
  readonly method: 'get' | 'post'
  readonly name: string
  readonly noun: string
  readonly summary: string
  readonly description: string
  /** What it takes: the body's schema, or the parameters as one. */
  readonly takes: Schema
  readonly gives: Schema
  /** What it takes goes beside a file, which is the body. */
  readonly sendsBytes: boolean
}

interface Parameter {
  readonly in?: string
  readonly name?: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema
}

/** JSON, or where it is none the bytes of a file. */
interface Body {
  readonly content: { readonly 'application/json'?: { readonly schema: Schema } }
}

interface Described {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Body
  readonly responses: { readonly '200': Body }
}

/** The document of the API, as the server gives it. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, { readonly get?: Described; readonly post?: Described }>>
}

/** The operations of a document, in its order. */
export function operationsOf({ paths }: ApiDocument): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    (['post', 'get'] as const).flatMap((method) => {
      const described = methods[method]
      if (!described) return []
      const { operationId, tags, summary, description, parameters = [], requestBody, responses } = described
      return [
        {
          path,
          method,
          name: operationId,
          noun: tags[0] ?? '',
          summary,
          description,
          takes: requestBody?.content['application/json']?.schema ?? ofParameters(parameters),
          sendsBytes: requestBody !== undefined && requestBody.content['application/json'] === undefined,
          gives: responses['200'].content['application/json']?.schema ?? { type: 'string' },
        },
      ]
    }),
  )
}

function ofParameters(parameters: readonly Parameter[]): Schema {
  const named = parameters.filter(({ in: place }) => place === 'query')
  return {
    type: 'object',
    properties: Object.fromEntries(
      named.map(({ name = '', schema, description }) => [
        name,
        { ...schema, ...(description !== undefined && { description }) },
      ]),
    ),
    required: named.flatMap(({ name, required }) => (required === true && name !== undefined ? [name] : [])),
  }
}

/** What a value may be, in a few words: `text`, `number, nothing`, `list of objects`. */
export function typeWords({ type, anyOf, enum: values, const: only, items, pattern, $ref }: Schema): string {
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf('/') + 1).toLowerCase()
  if (values) return values.map((value) => JSON.stringify(value)).join(', ')
  if (only !== undefined) return JSON.stringify(only)
  if (anyOf) return [...new Set(anyOf.map(typeWords))].join(' or ')
  const noun = /^\^\(?([a-z]+)_\[/.exec(pattern ?? '')?.[1]
  if (noun !== undefined) return t('{noun} id', { noun })
  const words = (Array.isArray(type) ? (type as readonly string[]) : [type as string | undefined]).map(wordOf)
  const [word = 'anything'] = words
  if (word === 'list' && items)
    return typeWords(items) === 'object' ? t('list of objects') : t('list of {type}', { type: typeWords(items) })
  return words.join(' or ')
}

const wordsOfTypes: Readonly<Record<string, string>> = {
  string: 'text',
  integer: t('whole number'),
  boolean: t('true or false'),
  array: 'list',
  null: 'nothing',
}

function wordOf(type: string | undefined): string {
  return type === undefined ? 'anything' : (wordsOfTypes[type] ?? type)
}

/** A body to begin from: what has to be given, to be filled in. */
export function exampleOf(schema: Schema): unknown {
  const { type, properties = {}, required = [], items, anyOf, enum: values, const: only, pattern } = schema
  if (schema.default !== undefined) return schema.default
  if (values) return values[0]
  if (only !== undefined) return only
  if (anyOf?.[0]) return exampleOf(anyOf[0])
  const noun = /^\^\(?([a-z]+)_\[/.exec(pattern ?? '')?.[1]
  if (noun !== undefined) return `${noun}_…`
  if (type === 'array') return items ? [exampleOf(items)] : []
  if (type === 'object') {
    return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {})]))
  }
  return type === 'integer' || type === 'number' ? 1 : type === 'boolean' ? false : ''
}

import { nounOf, scopeArg } from '@fulcrum/domain'

/** The parts of a schema's definition by which values are gone through. */
interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, object>>
  readonly element?: object
  readonly innerType?: object
  readonly options?: readonly object[]
  readonly valueType?: object
  readonly items?: readonly object[]
  readonly in?: object
  /** What a literal may be. */
  readonly values?: readonly unknown[]
}

/** Goes through a value along a schema and replaces the texts of ids and scopes. What the schema does not know stays as it is. */
export function mapSchema(schema: object, value: unknown, leaf: (schema: object, text: string) => string): unknown {
  if (value === null || value === undefined || !namesThings(schema)) return value
  const { shape, element, options, valueType, items } = definitionOf(schema)
  const inner = innerOf(schema)
  if (typeof value === 'string') {
    if (options) return options.reduce((text: unknown, option) => mapSchema(option, text, leaf), value)
    return inner ? mapSchema(inner, value, leaf) : leaf(schema, value)
  }
  if (typeof value !== 'object') return value
  if (inner) return mapSchema(inner, value, leaf)
  // Only what has the shape of an option is changed by it.
  if (options) {
    return options.reduce((all: unknown, option) => (fits(option, value) ? mapSchema(option, all, leaf) : all), value)
  }
  if (Array.isArray(value)) {
    return value.map((entry: unknown, index) => {
      const each = element ?? items?.[index]
      return each ? mapSchema(each, entry, leaf) : entry
    })
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]: [string, unknown]) => {
      const each = shape ? (Object.hasOwn(shape, key) ? shape[key] : undefined) : valueType
      return [key, each ? mapSchema(each, entry, leaf) : entry]
    }),
  )
}

/** Whether an object may be meant by an option: what the option says outright stands in it. */
function fits(option: object, value: object): boolean {
  return Object.entries(shapeOf(option)).every(([key, part]) => {
    const { values } = definitionOf(part)
    return values === undefined || values.includes((value as { readonly [key: string]: unknown })[key])
  })
}

/** A UUID out of its 32 digits. */
export function toUuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const naming = new WeakMap<object, boolean>()

/** Whether ids or scopes stand anywhere in a schema. Values of all others, the cells of whole pages, need no walk. */
function namesThings(schema: object): boolean {
  const known = naming.get(schema)
  if (known !== undefined) return known
  const seen = new Set([schema])
  for (const each of seen) {
    if (each === scopeArg || nounOf(each) !== undefined) {
      naming.set(schema, true)
      return true
    }
    for (const part of partsOf(each)) seen.add(part)
  }
  // Nothing that can be reached from here names anything, so neither does what is reached from there.
  for (const each of seen) naming.set(each, false)
  return false
}

function partsOf(schema: object): readonly object[] {
  const { shape, element, options, valueType, items } = definitionOf(schema)
  const single = [innerOf(schema), element, valueType].filter((part) => part !== undefined)
  return [...single, ...Object.values(shape ?? {}), ...(options ?? []), ...(items ?? [])]
}

/** What a schema wraps. A lazy one keeps what it made: asking its getter again would make another each time. */
function innerOf(schema: object): object | undefined {
  const { type, innerType, in: input } = definitionOf(schema)
  return innerType ?? input ?? (type === 'lazy' ? inside(schema).innerType : undefined)
}

function definitionOf(schema: object): Definition {
  return inside(schema).def
}

function inside(schema: object): { readonly def: Definition; readonly innerType?: object } {
  // @NOTE every schema of the library has its definition there, a lazy one what it wraps as well.
  return (schema as { readonly _zod: { readonly def: Definition; readonly innerType?: object } })._zod
}

/** The properties of an object's schema. */
export function shapeOf(schema: object): Readonly<Record<string, object>> {
  return definitionOf(schema).shape ?? {}
}

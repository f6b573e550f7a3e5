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
  readonly getter?: () => object
}

/** Goes through a value along a schema and replaces texts. What the schema does not know stays as it is. */
export function mapSchema(schema: object, value: unknown, leaf: (schema: object, text: string) => string): unknown {
  if (value === null || value === undefined) return value
  const { type, shape, element, innerType, options, valueType, items, in: input, getter } = definitionOf(schema)
  const inner = innerType ?? input ?? (type === 'lazy' ? getter?.() : undefined)
  if (typeof value === 'string') {
    if (options) return options.reduce((text: unknown, option) => mapSchema(option, text, leaf), value)
    return inner ? mapSchema(inner, value, leaf) : leaf(schema, value)
  }
  if (typeof value !== 'object') return value
  if (inner) return mapSchema(inner, value, leaf)
  // Only what has the shape of an option is changed by it.
  if (options) return options.reduce((all: unknown, option) => mapSchema(option, all, leaf), value)
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

/** A UUID out of its 32 digits. */
export function toUuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function definitionOf(schema: object): Definition {
  // @NOTE every schema of the library has its definition there.
  return (schema as { readonly _zod: { readonly def: Definition } })._zod.def
}

/** The properties of an object's schema. */
export function shapeOf(schema: object): Readonly<Record<string, object>> {
  return definitionOf(schema).shape ?? {}
}

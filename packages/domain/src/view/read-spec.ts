import { maxFilterDepth, maxFilterParts, maxViewSettings } from './limits.ts'
import type { BoardViewSpec } from './spec.ts'

type Check = (value: unknown) => boolean

/** True for what `boardViewSpec` takes. Said without it, because a board's first rows wait for no schemas; a test holds the two together. */
export function isBoardViewSpec(value: unknown): value is BoardViewSpec {
  return isView(value)
}

const isInt: Check = (value) => Number.isSafeInteger(value)
const isText =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most
const isOneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value)
const isEither =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value))
const isNull = isOneOf(null)

function isList(item: Check, most: number): Check {
  return (value) => Array.isArray(value) && value.length <= most && value.every((entry) => item(entry))
}

/** An object with no other keys than these; those behind `may` can be left out. */
function isObject(must: Readonly<Record<string, Check>>, may: Readonly<Record<string, Check>> = {}): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    // @NOTE what is an object and no list has its values by name.
    const fields = value as Readonly<Record<string, unknown>>
    return (
      Object.keys(must).every((key) => Object.hasOwn(fields, key)) &&
      Object.entries(fields).every(([key, field]) => {
        const check = Object.hasOwn(must, key) ? must[key] : Object.hasOwn(may, key) ? may[key] : undefined
        return check?.(field) === true
      })
    )
  }
}

function isJsonObject(mostCharacters: number): Check {
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    JSON.stringify(value).length <= mostCharacters
}

const isViewColumn = isEither(isInt, isOneOf('title', 'group', 'key', 'createdAt', 'updatedAt'))

const isCondition = isObject(
  { column: isViewColumn, operator: isText(40) },
  { value: (value) => value !== undefined && JSON.stringify(value).length <= 20_000 },
)

function isFilter(depth: number): Check {
  if (depth === 0) return isCondition
  const isInner = isFilter(depth - 1)
  const isInners = isList(isInner, maxFilterParts)
  return isEither(isCondition, isObject({ and: isInners }), isObject({ or: isInners }), isObject({ not: isInner }))
}

const isView = isObject(
  {},
  {
    filter: isEither(isNull, isFilter(maxFilterDepth)),
    sort: isList(isObject({ column: isViewColumn, direction: isOneOf('asc', 'desc') }), 10),
    groupBy: isEither(isNull, isViewColumn),
    columns: isList(
      isObject(
        { column: isEither(isInt, isOneOf('title')) },
        {
          width: (value) => isInt(value) && Number(value) >= 40 && Number(value) <= 2_000,
          hidden: isOneOf(true, false),
        },
      ),
      600,
    ),
    aggregates: isList(isObject({ column: isInt, kind: isText(20) }), 600),
    settings: isJsonObject(maxViewSettings),
  },
)

/** What can be wrong with input given to the engine. */
export type ColumnarErrorCode =
  'unknown_lane' | 'lane_exists' | 'bad_lane' | 'bad_value' | 'bad_row' | 'bad_chunk' | 'in_listener'

/** Input the engine refuses; nothing has been changed when it is thrown. */
export class ColumnarError extends Error {
  override readonly name = 'ColumnarError'
  readonly code: ColumnarErrorCode

  constructor(code: ColumnarErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** The value, where null or undefined would be our own bug. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`Bug in columnar: ${what} is missing`)
  return value
}

/** Stops where a condition that our own code guarantees does not hold. */
export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`Bug in columnar: ${what}`)
}

/** Calls every function, also when one throws; then throws the first error. */
export function callAll(functions: readonly (() => void)[]): void {
  const errors: unknown[] = []
  for (const call of functions) {
    try {
      call()
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
}

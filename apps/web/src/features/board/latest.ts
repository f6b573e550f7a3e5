/** A value that changes with every draw, for callbacks that outlive it. */
export interface Latest<T> {
  readonly get: () => T
  readonly set: (value: T) => void
}

/** Holds a first value. */
export function createLatest<T>(first: T): Latest<T> {
  let value = first
  return {
    get: () => value,
    set: (next) => {
      value = next
    },
  }
}

/** What a text can name that has a place in the tree. */
export type PlaceKind = 'doc' | 'board'

/** The names of docs and boards, as this reader may know them now. */
export interface KnownPlaces {
  /** Null where it is gone or not theirs to know of; undefined until somebody said so. */
  readonly nameOf: (kind: PlaceKind, id: string) => string | null | undefined
  /** Hears of each change, until the answer is called. */
  readonly watch: (listener: () => void) => () => void
}

/** Names by their ids; null where they are not known yet. */
export type PlaceNames = { readonly [kind in PlaceKind]: ReadonlyMap<string, string> | null }

/** Keeps the names of docs and boards for what draws them outside of React; `know` says what they are by now. */
export function createKnownPlaces(): KnownPlaces & { readonly know: (names: PlaceNames) => void } {
  let known: PlaceNames = { doc: null, board: null }
  const listeners = new Set<() => void>()
  return {
    nameOf: (kind, id) => nameAmong(known, kind, id),
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    know: (names) => {
      known = names
      for (const listener of listeners) listener()
    },
  }
}

/** What something is called, as `KnownPlaces` says it. */
export function nameAmong(names: PlaceNames, kind: PlaceKind, id: string): string | null | undefined {
  const known = names[kind]
  return known === null ? undefined : (known.get(id) ?? null)
}

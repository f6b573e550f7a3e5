import { defineImportKind, elementsOf, good, nothing, type ReadQuestion, type ReadResult } from './kind.ts'

/** Other records by their keys. Only a source that knows keys of its own says so: no text is taken for it. */
export const itemsKind = defineImportKind({
  id: 'items',
  guess: () => null,
  read: (question) => keysOf('items', question),
})

/** Records that have to come first. */
export const waitsKind = defineImportKind({
  id: 'waits',
  guess: () => null,
  read: (question) => keysOf('waits', question),
})

function keysOf(kind: 'items' | 'waits', { value, settings }: ReadQuestion): ReadResult {
  const keys = elementsOf(value, settings.separator ?? ',')
  return keys.length === 0 ? nothing : good({ kind, keys })
}

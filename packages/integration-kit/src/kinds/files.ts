import { fileOf } from '../attachments.ts'
import { bad, defineImportKind, good, nothing } from './kind.ts'

/** Files that lie elsewhere. Only a source that knows their addresses says so: a column of addresses is one of links. */
export const filesKind = defineImportKind({
  id: 'files',
  guess: () => null,
  read({ value, trimmed }) {
    const texts = typeof value === 'object' ? value : trimmed.split('\n')
    const files = texts.flatMap((text) => fileOf(text) ?? [])
    if (files.length > 0) return good({ kind: 'files', files })
    return trimmed === '' ? nothing : bad(trimmed, 'a file with an address that begins with http or https')
  },
})

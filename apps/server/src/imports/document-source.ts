import type { ImportDocument } from '@fulcrum/integration-kit'
import type { ItemSource } from './engine/run-import.ts'
import { Problems } from './problems.ts'
import { convertedSlices } from './reader/convert.ts'
import type { Slice } from './reader/messages.ts'

/** A document that is in memory already, as items to take in; for small ones, since it is read on the thread of whoever asks. */
export function documentSource(kind: string, document: ImportDocument): ItemSource {
  const problems = new Problems()
  let slices: AsyncGenerator<Slice> | null = null
  const { records: _records, fidelity: _fidelity, ...rest } = document
  return {
    opened: { kind, document: rest, problems: [] },
    people: [],
    convert: async (plan) => {
      slices = convertedSlices(document, plan, problems)
    },
    next: async () => {
      const next = await slices?.next()
      return next === undefined || next.done ? null : next.value
    },
    problems: async () => problems.report(),
  }
}

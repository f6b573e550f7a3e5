import { elementsOf, peopleOf } from '@fulcrum/integration-kit'
import type { ImportDocument, ImportPerson } from '@fulcrum/integration-kit'
import type { GatherField, Gathered } from './messages.ts'

/** A column with more different labels than this was not meant to be one of labels. */
const maxGathered = 2_000

/** Reads a document for the labels and people of fields that somebody took for another kind than guessed. */
export async function gather(document: ImportDocument, fields: readonly GatherField[]): Promise<Gathered> {
  const labels = new Map<string, Map<string, number>>()
  const people = new Map<string, ImportPerson>()
  for await (const record of document.records()) {
    for (const { field, what, separator } of fields) {
      const value = record.values[field]
      if (value === undefined || value === null) continue
      if (what === 'people') {
        const texts = typeof value === 'object' ? value : [String(value)]
        const found = texts.flatMap((text) => [...peopleOf(text, separator)])
        for (const person of found) if (people.size < maxGathered) people.set(person.key, person)
        continue
      }
      const counts = labels.get(field) ?? new Map<string, number>()
      labels.set(field, counts)
      for (const name of elementsOf(value, separator)) {
        if (counts.has(name) || counts.size < maxGathered) counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }
  }
  return {
    labels: Object.fromEntries(
      [...labels].map(([field, counts]) => [
        field,
        [...counts].sort((left, right) => right[1] - left[1]).map(([name]) => name),
      ]),
    ),
    people: [...people.values()],
  }
}

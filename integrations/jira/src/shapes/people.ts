import { asObject, get, type Raw } from '@fulcrum/integration-kit'
import { listOf, sure, type ReadContext, type Shape } from './shape.ts'

/** True for what describes a person. */
export function isUser(raw: Raw): boolean {
  const object = asObject(raw)
  return get(object, 'accountId') !== undefined || get(object, 'displayName') !== undefined
}

/** One person. */
export const personShape: Shape = {
  read(raw, context) {
    const key = personOf(raw, context)
    return key === null ? undefined : { shape: 'person', value: key }
  },
  readHistory(id, text, people) {
    const ids = elementsOf(id ?? text)
    const names = elementsOf(text)
    for (const [index, each] of ids.entries()) people.addId(each, names[index] ?? null)
    return ids.map((each) => people.keyOf(each)).join(', ')
  },
  guess: () => ({ kind: 'people', confidence: sure, settings: { peopleByKey: true } }),
}

/** Several people. */
export const peopleShape: Shape = {
  ...personShape,
  read: (raw, context) => listOf(raw, 'people', (user) => personOf(user, context) ?? undefined),
}

function personOf(raw: Raw, { people }: ReadContext): string | null {
  if (typeof raw !== 'string') return people.add(raw)
  people.addId(raw, null)
  return people.keyOf(raw)
}

/** History writes several people as `[ada, grace]`. */
function elementsOf(text: string | null): readonly string[] {
  return (text ?? '').replace(/^\[|\]$/g, '').split(', ')
}

import { asArray, asObject, asText, fileText, get, type Raw } from '@fulcrum/integration-kit'
import { labelOf } from './labels.ts'
import { empty, sure, type Shape } from './shape.ts'

/** A file as an element of its field; undefined where it has no address on the web. */
export function fileElement(raw: Raw): string | undefined {
  const url = asText(get(asObject(raw), 'content')) ?? ''
  return /^https?:\/\/\S/i.test(url) ? fileText({ name: nameOfFile(raw), url }) : undefined
}

/** What a file is called. */
export function nameOfFile(raw: Raw): string {
  return labelOf(raw) ?? 'file'
}

/** The files of an issue as elements, by their ids: history names them by these. */
export function filesById(raw: Raw): ReadonlyMap<string, string> {
  return new Map(
    asArray(raw).flatMap((file): (readonly [string, string])[] => {
      const id = asText(get(asObject(file), 'id'))
      const element = fileElement(file)
      return id === null || element === undefined ? [] : [[id, element]]
    }),
  )
}

/** Files, which stay where they are: their names and addresses. */
export const filesShape: Shape = {
  read(raw) {
    const elements = asArray(raw).flatMap((file) => fileElement(file) ?? [])
    return elements.length === 0 ? empty('files') : { shape: 'files', value: [...new Set(elements)] }
  },
  guess: () => ({ kind: 'files', confidence: sure, settings: {} }),
}

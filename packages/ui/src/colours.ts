/** The twelve label colours; each has a soft fill, a text and a solid in tokens.css. */
export const LABEL_COLOURS = [
  'grey',
  'slate',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
  'red',
  'pink',
  'violet',
] as const

/** One of the twelve label colours. */
export type LabelColour = (typeof LABEL_COLOURS)[number]

const PERSON_COLOURS = ['blue', 'teal', 'violet', 'orange', 'pink', 'green', 'cyan', 'yellow'] as const

/** A steady colour for a person or thing without one of its own, from its id. */
export function colourOf(id: string): LabelColour {
  let hash = 0
  for (let at = 0; at < id.length; at += 1) hash = (hash * 31 + id.charCodeAt(at)) >>> 0
  return PERSON_COLOURS[hash % PERSON_COLOURS.length] ?? 'blue'
}

/** The colours of labels, groups and people, as the look names them. */
export const labelColours = [
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

export type LabelColour = (typeof labelColours)[number]

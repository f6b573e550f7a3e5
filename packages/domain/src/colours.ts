/** The colours of labels and groups: tokens of the look. */
export const colours = [
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

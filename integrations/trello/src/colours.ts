/** How a colour of a label is called there and here. */
const colours: ReadonlyMap<string, string> = new Map([
  ['green', 'green'],
  ['yellow', 'yellow'],
  ['orange', 'orange'],
  ['red', 'red'],
  ['purple', 'violet'],
  ['blue', 'blue'],
  ['sky', 'cyan'],
  ['lime', 'lime'],
  ['pink', 'pink'],
  ['black', 'slate'],
  ['none', 'grey'],
])

/** The colour of a label whatever its shade, or null where the name is unknown. `colourNamed('sky_dark') // 'cyan'` */
export function colourNamed(name: string | null): string | null {
  if (name === null) return 'grey'
  return colours.get(name.toLowerCase().replace(/_(?:dark|light)$/, '')) ?? null
}

/** Up to which angle of the colour circle a colour is called so. */
const hues: readonly (readonly [upTo: number, name: string])[] = [
  [14, 'red'],
  [41, 'orange'],
  [55, 'yellow'],
  [95, 'lime'],
  [158, 'green'],
  [178, 'teal'],
  [197, 'cyan'],
  [242, 'blue'],
  [300, 'violet'],
  [345, 'pink'],
  [360, 'red'],
]

/** What a colour is called here; null for white, which colours nothing. `colourOf('#00c875') // 'green'` */
export function colourOf(hex: string): string | null {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const most = Math.max(red, green, blue)
  const least = Math.min(red, green, blue)
  const range = most - least
  const light = (most + least) / 2
  if (range < 0.08) return light > 0.95 ? null : light < 0.4 ? 'slate' : 'grey'
  const sixth =
    most === red ? (green - blue) / range : most === green ? (blue - red) / range + 2 : (red - green) / range + 4
  const angle = (sixth * 60 + 360) % 360
  return hues.find(([upTo]) => angle <= upTo)?.[1] ?? 'red'
}

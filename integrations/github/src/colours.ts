/** Hues on the circle of colours, up to where each reaches. */
const hues: readonly (readonly [to: number, colour: string])[] = [
  [15, 'red'],
  [42, 'orange'],
  [65, 'yellow'],
  [90, 'lime'],
  [155, 'green'],
  [180, 'teal'],
  [200, 'cyan'],
  [250, 'blue'],
  [295, 'violet'],
  [340, 'pink'],
  [360, 'red'],
]

/** The colour of a label that comes nearest to six hexadecimal digits; null for anything else. `colourNear('d73a4a') // 'red'` */
export function colourNear(hex: string | null): string | null {
  const digits = /^#?([0-9a-f]{6})$/i.exec(hex ?? '')?.[1]
  if (digits === undefined) return null
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255)
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const range = most - least
  if (range < 0.12) return most < 0.6 ? 'slate' : 'grey'
  const sixth =
    most === red
      ? ((green - blue) / range + 6) % 6
      : most === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4
  return hues.find(([to]) => sixth * 60 <= to)?.[1] ?? null
}

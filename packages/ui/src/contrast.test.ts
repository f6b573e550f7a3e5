import { expect, test } from 'vitest'
import { LABEL_COLOURS } from './colours.ts'
import tokens from './tokens.css?raw'

const [plain = '', more = ''] = tokens.split('@media (prefers-contrast: more)')
const [light = '', dark = ''] = plain.split("[data-theme='dark']")
const [moreLight = '', moreDark = ''] = more.split("[data-theme='dark']")
const both = { light: coloursOf(light), dark: { ...coloursOf(light), ...coloursOf(dark) } }

/** The colours of a theme, and how far text stands out from what is behind it. */
const themes = {
  light: { colours: both.light, ofText: 4.5, ofMarks: 2 },
  dark: { colours: both.dark, ofText: 4.5, ofMarks: 2 },
  'light, with more contrast,': { colours: { ...both.light, ...coloursOf(moreLight) }, ofText: 7, ofMarks: 3 },
  'dark, with more contrast,': { colours: { ...both.dark, ...coloursOf(moreDark) }, ofText: 7, ofMarks: 3 },
}
const texts = ['text', 'text-2', 'text-3', 'danger', 'warning', 'success', 'accent']
const surfaces = ['bg', 'surface', 'sunken', 'raised', 'hover', 'selected', 'accent-soft']

function coloursOf(css: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map(([, name, hex]) => [name, hex]))
}

/** Relative luminance by WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string | undefined, other: string | undefined): number {
  const [high = 0, low = 0] = [luminance(one ?? ''), luminance(other ?? '')].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

for (const [theme, { colours, ofText, ofMarks }] of Object.entries(themes)) {
  test.each(texts)(`%s can be read on every surface of the ${theme} theme`, (text) => {
    for (const surface of surfaces) {
      expect(contrast(colours[text], colours[surface]), surface).toBeGreaterThanOrEqual(ofText)
    }
  })

  test.each(LABEL_COLOURS)(`a label in %s can be read, and its dot seen, in the ${theme} theme`, (colour) => {
    expect(contrast(colours[`${colour}-text`], colours[`${colour}-fill`])).toBeGreaterThanOrEqual(ofText)
    expect(contrast(colours[`${colour}-solid`], colours['surface'])).toBeGreaterThanOrEqual(ofMarks)
  })

  test.each(['accent', 'accent-hover'])(`what stands on the %s can be read in the ${theme} theme`, (accent) => {
    expect(contrast(colours['on-accent'], colours[accent])).toBeGreaterThanOrEqual(ofText)
  })

  test(`where the keyboard is can be seen on every surface of the ${theme} theme`, () => {
    for (const surface of surfaces) {
      expect(contrast(colours['focus'], colours[surface]), surface).toBeGreaterThanOrEqual(3)
    }
  })
}

test.each([moreLight, moreDark])('with more contrast lines are seen too', (css) => {
  const colours = { ...(css === moreLight ? both.light : both.dark), ...coloursOf(css) }
  for (const surface of ['bg', 'surface', 'sunken', 'raised']) {
    expect(contrast(colours['line'], colours[surface]), surface).toBeGreaterThanOrEqual(3)
  }
})

test('all themes give every colour a meaning', () => {
  expect(Object.keys(coloursOf(dark)).toSorted()).toEqual(Object.keys(coloursOf(light)).toSorted())
  expect(Object.keys(coloursOf(moreDark)).toSorted()).toEqual(Object.keys(coloursOf(moreLight)).toSorted())
  // A theme that changes a text of a label changes it for each of them.
  const changed = Object.keys(coloursOf(moreLight)).filter((name) => name.endsWith('-text'))
  expect(changed.toSorted()).toEqual(LABEL_COLOURS.map((colour) => `${colour}-text`).toSorted())
})

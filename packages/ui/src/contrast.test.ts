import { expect, test } from 'vitest'
import { LABEL_COLOURS } from './colours.ts'
import tokens from './tokens.css?raw'

const [light = '', dark = ''] = tokens.split("[data-theme='dark']")
const themes = { light: coloursOf(light), dark: { ...coloursOf(light), ...coloursOf(dark) } }
const texts = ['text', 'text-2', 'text-3', 'danger', 'warning', 'success', 'accent']
const surfaces = ['bg', 'surface', 'sunken', 'raised', 'hover', 'selected']

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

for (const [theme, colours] of Object.entries(themes)) {
  test.each(texts)(`%s can be read on every surface of the ${theme} theme`, (text) => {
    for (const surface of surfaces) {
      expect(contrast(colours[text], colours[surface]), surface).toBeGreaterThanOrEqual(4.5)
    }
  })

  test.each(LABEL_COLOURS)(`a label in %s can be read, and its dot seen, in the ${theme} theme`, (colour) => {
    expect(contrast(colours[`${colour}-text`], colours[`${colour}-fill`])).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colours[`${colour}-solid`], colours['surface'])).toBeGreaterThanOrEqual(2)
  })

  test(`what stands on the accent can be read in the ${theme} theme`, () => {
    expect(contrast(colours['on-accent'], colours['accent'])).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colours['accent'], colours['accent-soft'])).toBeGreaterThanOrEqual(4.5)
  })
}

test('both themes give every colour a meaning', () => {
  expect(Object.keys(coloursOf(dark)).toSorted()).toEqual(Object.keys(coloursOf(light)).toSorted())
})

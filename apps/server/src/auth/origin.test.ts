import { expect, test } from 'vitest'
import { isOwnOrigin } from './origin.ts'

const host = 'fulcrum.example.org'

test('a page of ours is let in, and so is what is no browser', () => {
  expect(isOwnOrigin({ host }, undefined)).toBe(true)
  expect(isOwnOrigin({ host, origin: `https://${host}` }, undefined)).toBe(true)
  expect(isOwnOrigin({ host: `${host}:443`, origin: `https://${host}` }, undefined)).toBe(true)
  expect(isOwnOrigin({ host: `${host}:4000`, origin: `http://${host}:4000` }, undefined)).toBe(true)
  expect(isOwnOrigin({ host, origin: `https://${host}`, 'sec-fetch-site': 'same-origin' }, `https://${host}`)).toBe(
    true,
  )
  // A proxy may change the host; where people open us was set, that counts.
  expect(isOwnOrigin({ host: '10.0.0.7:4000', origin: `https://${host}` }, `https://${host}/`)).toBe(true)
})

test('pages of other sites are not, whatever they say', () => {
  const origins = [
    'https://evil.example',
    `https://${host}.evil.example`,
    `https://evil-${host}`,
    `https://sub.${host}`,
    `https://${host}:8443`,
    `https://${host}@evil.example`,
    'null',
    '',
    'file://',
    'chrome-extension://abc',
    'https://',
    'evil',
    `https://evil.example#${host}`,
  ]
  for (const origin of origins) {
    expect(isOwnOrigin({ host, origin }, undefined), origin).toBe(false)
    expect(isOwnOrigin({ host, origin }, `https://${host}`), origin).toBe(false)
  }
  expect(isOwnOrigin({ host, origin: `http://${host}` }, `https://${host}`)).toBe(false)
  expect(isOwnOrigin({ origin: `https://${host}` }, undefined)).toBe(false)
  for (const site of ['cross-site', 'same-site', 'nonsense', '']) {
    expect(isOwnOrigin({ host, 'sec-fetch-site': site }, undefined), site).toBe(false)
    expect(isOwnOrigin({ host, origin: `https://${host}`, 'sec-fetch-site': site }, undefined), site).toBe(false)
  }
})

import { expect, test } from 'vitest'
import { networkOf } from './attempts.ts'

test('an IPv4 address counts alone, also where it is written as IPv6', () => {
  expect(networkOf('198.51.100.7')).toBe('198.51.100.7')
  expect(networkOf('::ffff:198.51.100.7')).toBe('198.51.100.7')
  expect(networkOf('::FFFF:c633:6407')).toBe('198.51.100.7')
})

test('an IPv6 address counts by its first 64 bits, however it is written', () => {
  const network = '2001:db8:0:5::/64'
  for (const ip of ['2001:db8:0:5::1', '2001:0db8:0000:0005:ffff::', '2001:DB8::5:1:2:3:4', '2001:db8:0:5::1.2.3.4']) {
    expect(networkOf(ip), ip).toBe(network)
  }
  expect(networkOf('2001:db8:0:6::1')).not.toBe(network)
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
})

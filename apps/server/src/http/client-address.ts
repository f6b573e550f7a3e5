import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Finds who is at the other end of a request that no route takes: a WebSocket's. */
export type ClientAddress = (request: IncomingMessage) => string

/**
 * Believes `X-Forwarded-For` as far as trusted proxies wrote it: from the end, the first address that is none of theirs. The
 * same as a route's `request.ip`.
 */
export function clientAddress(trustProxy: readonly string[]): ClientAddress {
  const trusted = new BlockList()
  for (const range of trustProxy) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  // A network's IPv4 neighbour comes as IPv6 where we listen on both.
  const isTrusted = (address: string): boolean => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
    return isIP(plain) !== 0 && trusted.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
  }
  return ({ headers, socket }) => {
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',')
    const hops = [socket.remoteAddress ?? '', ...forwarded.map((hop) => hop.trim()).toReversed()].filter(
      (hop) => hop !== '',
    )
    return hops.find((hop) => !isTrusted(hop)) ?? hops.at(-1) ?? ''
  }
}

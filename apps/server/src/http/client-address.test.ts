import type { IncomingMessage } from 'node:http'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

const proxies = [[], ['127.0.0.1'], ['127.0.0.1', '10.0.0.0/8'], ['127.0.0.1', '2001:db8::/32']]
const headers = [
  undefined,
  '203.0.113.9',
  '198.51.100.1, 203.0.113.9',
  '203.0.113.9, 10.1.2.3',
  '10.9.9.9, 10.1.2.3',
  'evil, 203.0.113.9, 10.1.2.3',
  '203.0.113.9, 2001:db8::7',
  '2001:db9::1',
]
const remotes = ['127.0.0.1', '::ffff:127.0.0.1', '192.0.2.4']

test('a socket’s address is what a route would have said, whatever was forwarded', async () => {
  for (const trust of proxies) {
    const app = Fastify({ trustProxy: trust.length > 0 ? trust : false })
    app.get('/', ({ ip }) => ip)
    for (const forwarded of headers) {
      for (const remoteAddress of remotes) {
        const given = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
        const { body } = await app.inject({ url: '/', remoteAddress, headers: given })
        // @NOTE the two that it reads.
        const request = { headers: given, socket: { remoteAddress } } as unknown as IncomingMessage
        expect(clientAddress(trust)(request), `${trust.join()} ${forwarded} ${remoteAddress}`).toBe(body)
      }
    }
    await app.close()
  }
})

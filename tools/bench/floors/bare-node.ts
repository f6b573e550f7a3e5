// A server that does nothing.
import { once } from 'node:events'
import { createServer } from 'node:http'

const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
console.log(typeof address === 'object' && address !== null ? address.port : 0)

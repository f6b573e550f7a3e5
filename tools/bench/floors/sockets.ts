// The simplest sockets: `echo <text>` comes back to its sender, `all <text>` goes to everybody.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const server = createServer().listen(0, '127.0.0.1')
await once(server, 'listening')
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    if (data[0] === 'e'.charCodeAt(0)) socket.send(data, { binary: false })
    else for (const each of sockets.clients) each.send(data, { binary: false })
  })
})
const address = server.address()
console.log(typeof address === 'object' && address !== null ? address.port : 0)

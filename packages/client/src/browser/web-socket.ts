import type { Transport } from '../ports.ts'

/** Sockets to `/sync` of the server at that address; the session's cookie goes with them. */
export function webSocketTransport(server: string): Transport {
  const url = `${server.replace(/^http/, 'ws')}/sync`
  return {
    connect: (handlers) => {
      const socket = new WebSocket(url)
      let closed = false
      const close = () => {
        if (closed) return
        closed = true
        removeEventListener('offline', cutOff)
        handlers.onClose()
      }
      // The machine knows at once that its cable is out; a socket may take minutes to find out.
      const cutOff = () => {
        socket.close()
        close()
      }
      addEventListener('offline', cutOff)
      socket.addEventListener('open', () => {
        if (!closed) handlers.onOpen()
      })
      socket.addEventListener('message', ({ data }) => {
        if (!closed) handlers.onMessage(String(data))
      })
      // An error is always followed by a close.
      socket.addEventListener('close', close)
      return {
        send: (text) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(text)
        },
        close: () => {
          closed = true
          removeEventListener('offline', cutOff)
          socket.close()
        },
      }
    },
  }
}

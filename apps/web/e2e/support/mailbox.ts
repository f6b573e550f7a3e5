import { once } from 'node:events'
import { createServer } from 'node:net'

/** A mail server of this machine that keeps what it is sent. */
export interface Mailbox {
  readonly url: string
  /** The link in the letter to somebody; null as long as none has come. */
  linkTo(address: string): string | null
  close(): void
}

/** Opens one. It speaks as much SMTP as it takes to be handed letters. */
export async function openMailbox(): Promise<Mailbox> {
  const letters: string[] = []
  const server = createServer((socket) => {
    let rest = ''
    let letter: string[] | null = null
    const answer = (line: string): void => {
      if (/^EHLO/i.test(line)) socket.write('250-here\r\n250 8BITMIME\r\n')
      else if (/^DATA/i.test(line)) {
        letter = []
        socket.write('354 go on\r\n')
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else socket.write('250 ok\r\n')
    }
    const hear = (line: string): void => {
      if (letter === null) answer(line)
      else if (line === '.') {
        letters.push(letter.join('\n'))
        letter = null
        socket.write('250 kept\r\n')
      } else letter.push(line)
    }
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      const lines = `${rest}${String(chunk)}`.split('\r\n')
      rest = lines.pop() ?? ''
      lines.forEach(hear)
    })
    socket.write('220 here\r\n')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    linkTo: (to) => {
      const letter = letters.find((each) => each.includes(`To: ${to}`))
      // Quoted-printable breaks long lines with an equals sign.
      const link = /^(http\S+\/link#\S+)$/m.exec((letter ?? '').replaceAll('=\n', ''))
      return link?.[1]?.replaceAll('=3D', '=') ?? null
    },
    close: () => void server.close(),
  }
}

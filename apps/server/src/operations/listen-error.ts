import { StartError } from './start-error.ts'

type Where = { readonly host: string; readonly port: number }

/** Turns the usual ways in which an address cannot be listened on into words; anything else stays as it is. */
export function explainListenError(cause: unknown, { host, port }: Where): unknown {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return new StartError(
        'port-busy',
        `Port ${port} is in use on ${host}. Stop what runs there, or choose another with --port.`,
        { cause },
      )
    case 'EACCES':
      return new StartError(
        'port-busy',
        `Port ${port} may not be used by this user. Choose one above 1023: --port 4000.`,
        { cause },
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(
        'config',
        `This machine has no address ${host}. Listen on one that it has: --host 127.0.0.1, or 0.0.0.0 for all.`,
        { cause },
      )
    default:
      return cause
  }
}

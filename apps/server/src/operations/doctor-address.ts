import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { ServerConfig } from '../config/config.ts'
import type { Finding } from './doctor.ts'

type AddressConfig = Pick<ServerConfig, 'publicUrl' | 'host' | 'port' | 'trustProxy'>

const patienceMs = 5_000

/** Looks at the address that people open, and knocks at it where Fulcrum runs. */
export async function addressFindings(config: AddressConfig, running: boolean): Promise<Finding[]> {
  const { publicUrl, host, port } = config
  const what = 'address'
  if (publicUrl === undefined) {
    if (['127.0.0.1', '::1', 'localhost'].includes(host)) {
      return [{ state: 'ok', what, found: `http://${host}:${port}, for this machine only` }]
    }
    const advice = 'Set FULCRUM_URL to the address people open, so that links and sign-in work.'
    return [{ state: 'warning', what, found: `listens on ${host}:${port}`, advice }]
  }
  const found: Finding = { state: 'ok', what, found: publicUrl }
  const spoken = running
    ? await knock(publicUrl)
    : [{ ...found, found: `${publicUrl} (not tried: Fulcrum does not run)` }]
  return [...spoken, ...proxyFinding(config), ...openFinding(publicUrl)]
}

/** Behind HTTPS stands a proxy, and one that is not named hides who is who. */
function proxyFinding({ publicUrl, trustProxy }: AddressConfig): Finding[] {
  if (publicUrl === undefined || !publicUrl.startsWith('https:') || trustProxy.length > 0) return []
  return [
    {
      state: 'warning',
      what: 'proxy',
      found: 'TRUST_PROXY is not set',
      advice: 'Without it everybody seems to come from the proxy: limits and records hold for all together.',
    },
  ]
}

function openFinding(publicUrl: string): Finding[] {
  const { protocol, hostname } = new URL(publicUrl)
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(hostname)
  if (protocol === 'https:' || isLocal) return []
  return [
    {
      state: 'warning',
      what: 'https',
      found: 'people open it without HTTPS',
      advice: 'Passwords go over the network in the open. Put a proxy with TLS before it: docs/install.md.',
    },
  ]
}

/** Asks for the page and for a socket, as a browser would. */
async function knock(publicUrl: string): Promise<Finding[]> {
  const what = 'address'
  const health = await ask(`${publicUrl}/healthz`, {})
  if ('error' in health) {
    return [
      {
        state: 'problem',
        what,
        found: `${publicUrl} does not answer: ${health.error}`,
        advice: adviceFor(health.error),
      },
    ]
  }
  if (health.status !== 200 || !health.text.startsWith('{"ok":true')) {
    const advice =
      'Something else stands at this address: look at the host and the path in the proxy and in FULCRUM_URL.'
    return [
      { state: 'problem', what, found: `${publicUrl} is answered, but not by Fulcrum (${health.status})`, advice },
    ]
  }
  const socket = await ask(`${publicUrl}/sync`, {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.from('fulcrum doctor !').toString('base64'),
    origin: new URL(publicUrl).origin,
  })
  // Nobody is signed in here, so a socket that arrives is refused by us with 401.
  const arrived = !('error' in socket) && socket.status === 401 && socket.text === ''
  if (arrived) return [{ state: 'ok', what, found: `${publicUrl}, pages and sockets` }]
  return [
    {
      state: 'problem',
      what: 'sockets',
      found: `${publicUrl}/sync is not passed on as a WebSocket (${'error' in socket ? socket.error : socket.status})`,
      advice: 'The proxy must pass the headers Upgrade and Connection on: see deploy/nginx.conf.',
    },
  ]
}

function adviceFor(error: string): string {
  if (/CERT|certificate|SELF_SIGNED|UNABLE_TO/i.test(error)) {
    return 'Its certificate is not trusted here. If it is your own, the machines of people must trust it too.'
  }
  if (/ENOTFOUND|EAI_AGAIN/.test(error)) return 'The name is not known: look at the DNS and at FULCRUM_URL.'
  return 'Look at the proxy: does it run, does it listen there, may this machine reach it?'
}

type Asked = { readonly status: number; readonly text: string } | { readonly error: string }

function ask(address: string, headers: Readonly<Record<string, string>>): Promise<Asked> {
  return new Promise((resolve) => {
    const send = address.startsWith('https:') ? requestHttps : requestHttp
    const asked = send(address, { headers, timeout: patienceMs, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        text = `${text}${chunk}`.slice(0, 1_000)
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    asked.on('upgrade', (answer, socket) => {
      socket.destroy()
      resolve({ status: answer.statusCode ?? 0, text: '' })
    })
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')))
    asked.on('error', (error) =>
      resolve({ error: 'code' in error ? `${String(error.code)} ${error.message}` : error.message }),
    )
    asked.end()
  })
}

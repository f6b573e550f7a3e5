import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const deploy = path.resolve(import.meta.dirname, '../../../../deploy')

/** A proxy of this machine that runs by the sample of `deploy/`, with other names, ports and certificates in it. */
export interface RunningProxy {
  readonly port: number
  /** What it is trusted by. */
  readonly certificate: string
  start(): Promise<void>
  stop(): Promise<void>
}

/** Where a sample leads: the port of Fulcrum behind it. */
export interface ProxyPlan {
  readonly folder: string
  readonly port: number
  readonly fulcrumPort: number
}

export type ProxyKind = 'nginx' | 'caddy'

/** Where the program is; undefined where this machine has none. */
export function findProxy(kind: ProxyKind): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => path.join(folder, kind)).find((file) => existsSync(file))
}

/** Prepares a proxy; `start` runs it, again and again if need be. */
export function proxyOf(kind: ProxyKind, plan: ProxyPlan): RunningProxy {
  const certificate = path.join(plan.folder, 'fullchain.pem')
  if (!existsSync(certificate)) makeCertificate(plan.folder)
  const argv = kind === 'nginx' ? nginxOf(plan) : caddyOf(plan)
  let child: ChildProcess | undefined
  return {
    port: plan.port,
    certificate,
    async start() {
      const [program = '', ...args] = [findProxy(kind), ...argv]
      child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: plan.folder } })
      let said = ''
      child.stderr?.on('data', (chunk: Buffer) => (said = `${said}${String(chunk)}`.slice(-4_000)))
      while (!(await listens(plan.port))) {
        if (child.exitCode !== null) throw new Error(`${kind} ended:\n${said}`)
        await sleep(50)
      }
    },
    async stop() {
      if (child === undefined || child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** The sample for tests: names of this machine, and no door that would need rights. */
function sample(file: string, { folder, port, fulcrumPort }: ProxyPlan): string {
  return readFileSync(path.join(deploy, file), 'utf8')
    .replaceAll('example.org', 'localhost')
    .replaceAll('127.0.0.1:4000', `127.0.0.1:${fulcrumPort}`)
    .replaceAll('/etc/ssl/fulcrum', folder)
    .replaceAll(/^ *listen \[::\].*\n/gm, '')
    .replaceAll('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replaceAll('listen 80;', `listen 127.0.0.1:${port + 1};`)
}

function nginxOf(plan: ProxyPlan): readonly string[] {
  const { folder } = plan
  mkdirSync(path.join(folder, 'nginx'), { recursive: true })
  writeFileSync(path.join(folder, 'nginx/fulcrum.conf'), sample('nginx.conf', plan))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${folder}/nginx/${name};`)
    .join('\n')
  // Compression as Debian switches it on, so that the sample has to keep it away.
  const main = `daemon off;\nworker_processes 1;\npid ${folder}/nginx/pid;\nerror_log stderr warn;\nevents {}\nhttp {\n  access_log off;\n  gzip on;\n  gzip_types *;\n${temporary}\n  include ${folder}/nginx/fulcrum.conf;\n}\n`
  writeFileSync(path.join(folder, 'nginx/main.conf'), main)
  return ['-c', path.join(folder, 'nginx/main.conf'), '-p', path.join(folder, 'nginx')]
}

function caddyOf(plan: ProxyPlan): readonly string[] {
  const { folder, port } = plan
  const sites = sample('Caddyfile', plan).replaceAll(
    /^(\S+\.localhost) \{$/gm,
    `$1:${port} {\n\tbind 127.0.0.1\n\ttls ${folder}/fullchain.pem ${folder}/privkey.pem`,
  )
  const file = path.join(folder, 'Caddyfile')
  writeFileSync(file, `{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n${sites}`)
  return ['run', '--config', file, '--adapter', 'caddyfile']
}

function makeCertificate(folder: string): void {
  const names = 'subjectAltName=DNS:localhost,DNS:fulcrum.localhost,DNS:tools.localhost'
  const key = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2'.split(' ')
  const files = ['-keyout', path.join(folder, 'privkey.pem'), '-out', path.join(folder, 'fullchain.pem')]
  const subject = ['-subj', '/CN=Fulcrum of a test', '-addext', names]
  execFileSync('openssl', [...key, ...subject, ...files], { stdio: 'ignore' })
}

/** A folder for one proxy. */
export function proxyFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'fulcrum-proxy-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

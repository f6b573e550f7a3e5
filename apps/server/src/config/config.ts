import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { maxS3Megabytes, readS3Address, regionOf } from '../files/s3/s3-place.ts'
import type { S3Place } from '../files/s3/s3-place.ts'
import { StartError } from '../operations/start-error.ts'

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Everything the server may be told from outside. Read once, here; nothing else looks at the environment. */
export type ServerConfig = {
  port: number
  host: string
  dataDir: string
  /** Nobody named the folder; only then may the database lie elsewhere, see database/identity.ts. */
  dataDirIsDefault: boolean
  databaseUrl: string | undefined
  /** Where the files of cells lie; undefined means in the data folder. */
  filesDir: string | undefined
  /** The bucket in which they lie instead; undefined means in a folder. */
  filesS3: S3Place | undefined
  /** Megabytes that one file may have. */
  fileMegabytes: number
  /** Where backups are kept; undefined means in the data folder. */
  backupDir: string | undefined
  /** The hour of the server's day at which one is made; null is never. */
  backupHour: number | null
  backupKeep: number
  /** Where browsers reach us, without a closing slash; undefined means the address we listen on. */
  publicUrl: string | undefined
  /** CIDR ranges of proxies whose X-Forwarded headers are believed. */
  trustProxy: readonly string[]
  /** Requests and sync messages a second that one person, and one network, may send over time; 0 is no limit. */
  memberRate: number
  addressRate: number
  logLevel: LogLevel
  /** What cookies are signed with; undefined means the one in the data folder. */
  secret: string | undefined
  smtpUrl: string | undefined
  mailFrom: string | undefined
  demo: boolean
  /** The built web app; undefined serves the API only. */
  webDir: string | undefined
}

/** One setting: how it is called outside, what it means, and how its text becomes a value. */
export type Setting<Value> = {
  variable: string
  flag?: `--${string}`
  /** As docs/environment.md shows it. */
  shownDefault: string
  about: string
  /** Never shown, not even where it is wrong. */
  isSecret?: true
  /** Throws an Error whose message completes "FULCRUM_PORT must be ...". */
  parse(text: string | undefined): Value
}

const root = path.resolve(import.meta.dirname, '../../../..')

/** The table of docs/environment.md; a test keeps the two equal. */
export const settings = {
  port: {
    variable: 'FULCRUM_PORT',
    flag: '--port',
    shownDefault: '4000',
    about: 'Port to listen on; 0 takes a free one.',
    parse: (text) => integer(text, 4000, 0, 65_535),
  },
  host: {
    variable: 'FULCRUM_HOST',
    flag: '--host',
    shownDefault: '127.0.0.1',
    about: 'Address to listen on; 0.0.0.0 or :: lets other machines in.',
    parse: (text) => text ?? '127.0.0.1',
  },
  dataDir: {
    variable: 'FULCRUM_DATA',
    flag: '--data',
    shownDefault: '`data` in the clone',
    about: 'Folder of the database, files and keys. One running Fulcrum per folder.',
    parse: (text) => path.resolve(text ?? path.join(root, 'data')),
  },
  databaseUrl: {
    variable: 'DATABASE_URL',
    shownDefault: 'the embedded PostgreSQL',
    about: 'A PostgreSQL 15 or newer of your own: `postgres://user:password@host:5432/database`.',
    parse: (text) => url(text, ['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database'),
  },
  filesDir: {
    variable: 'FULCRUM_FILES_DIR',
    shownDefault: '`files` in the data folder',
    about:
      'Folder of the files that people attach; one and the same for all servers beside one database: see [files.md](files.md).',
    parse: (text) => (text === undefined ? undefined : path.resolve(text)),
  },
  s3Url: {
    variable: 'FULCRUM_S3_URL',
    shownDefault: 'files lie in a folder',
    about:
      'A bucket of an S3-compatible store in which attached files lie, and what their names begin with there: `https://s3.eu-central-1.amazonaws.com/bucket/fulcrum`. See [files.md](files.md#in-an-s3-compatible-store).',
    parse: s3Address,
  },
  s3Region: {
    variable: 'FULCRUM_S3_REGION',
    shownDefault: 'the one in the address, else us-east-1',
    about: 'The region of that bucket, where its store has regions.',
    parse: (text) => text,
  },
  s3KeyId: {
    variable: 'FULCRUM_S3_KEY_ID',
    shownDefault: 'none',
    about: 'The id of the key for it (access key id).',
    parse: (text) => text,
  },
  s3Secret: {
    variable: 'FULCRUM_S3_SECRET',
    shownDefault: 'none',
    about: 'The secret of that key (secret access key).',
    isSecret: true,
    parse: (text) => text,
  },
  s3SecretFile: {
    variable: 'FULCRUM_S3_SECRET_FILE',
    shownDefault: 'none',
    about: 'A file that holds the secret, instead of the variable: one of Docker, Kubernetes or systemd.',
    parse: (text) => (text === undefined ? undefined : secretIn(path.resolve(text))),
  },
  fileMegabytes: {
    variable: 'FULCRUM_FILE_MB',
    shownDefault: '250',
    about: 'Megabytes that one attached file may have.',
    parse: (text) => integer(text, 250, 1, 100_000),
  },
  backupDir: {
    variable: 'FULCRUM_BACKUP_DIR',
    shownDefault: '`backups` in the data folder',
    about: 'Folder of the daily backups, best on another disk: see [backup.md](backup.md).',
    parse: (text) => (text === undefined ? undefined : path.resolve(text)),
  },
  backupHour: {
    variable: 'FULCRUM_BACKUP_HOUR',
    shownDefault: '3',
    about: 'Hour of the day, in the time zone of the machine, at which a backup is made and checked; `off` makes none.',
    parse: (text) => (text === 'off' ? null : hour(text)),
  },
  backupKeep: {
    variable: 'FULCRUM_BACKUP_KEEP',
    shownDefault: '7',
    about: 'How many backups are kept in that folder; the last one that was found good is kept beside them.',
    parse: (text) => integer(text, 7, 1, 10_000),
  },
  publicUrl: {
    variable: 'FULCRUM_URL',
    flag: '--url',
    shownDefault: 'the address listened on',
    about:
      'The address people open, for links, mails, cookies and origin checks: `https://fulcrum.example.org`, or below a path: `https://tools.example.org/fulcrum`.',
    parse: publicUrl,
  },
  trustProxy: {
    variable: 'TRUST_PROXY',
    shownDefault: 'none',
    about: 'Addresses or ranges of reverse proxies whose `X-Forwarded-*` is believed, with commas: `10.0.0.0/8`.',
    parse: ranges,
  },
  memberRate: {
    variable: 'FULCRUM_MEMBER_RATE',
    shownDefault: '300',
    about:
      'Requests and sync messages a second that one person may send to a server over time; twenty seconds of them may come at once. 0 is no limit.',
    parse: (text) => integer(text, 300, 0, 1_000_000),
  },
  addressRate: {
    variable: 'FULCRUM_ADDRESS_RATE',
    shownDefault: '1500',
    about: 'The same for one address, or one IPv6 network: all who are behind it together.',
    parse: (text) => integer(text, 1_500, 0, 1_000_000),
  },
  logLevel: {
    variable: 'FULCRUM_LOG',
    shownDefault: 'info',
    about: 'How much is logged: `debug`, `info`, `warn`, `error` or `silent`.',
    parse: level,
  },
  secret: {
    variable: 'FULCRUM_SECRET',
    shownDefault: 'made at the first start and kept in the data folder',
    about: 'What cookies are signed with, 32 characters or more; the same for all servers beside one database.',
    isSecret: true,
    parse: secret,
  },
  smtpUrl: {
    variable: 'SMTP_URL',
    shownDefault: 'no mail; links are copied by hand',
    about: 'Mail server: `smtp://user:password@host:587` or `smtps://...`.',
    parse: (text) => url(text, ['smtp:', 'smtps:'], 'smtp://user:password@host:587'),
  },
  mailFrom: {
    variable: 'MAIL_FROM',
    shownDefault: 'the user of `SMTP_URL`',
    about: 'Sender of mail: `Fulcrum <fulcrum@example.org>`.',
    parse: sender,
  },
} as const satisfies Record<string, Setting<unknown>>

export type Flags = { port?: string; host?: string; data?: string; url?: string; demo?: boolean; webDir?: string }

/** Reads flags and environment, flags first; an empty variable counts as not set. Throws a StartError naming the one. */
export function readConfig(flags: Flags, env: Readonly<Record<string, string | undefined>>): ServerConfig {
  const fromEnv = (variable: string) => {
    const text = env[variable]?.trim()
    return text === undefined || text === '' ? undefined : text
  }
  function read<Value>(setting: Setting<Value>, flag?: string): Value {
    const text = flag ?? fromEnv(setting.variable)
    const name = flag === undefined ? setting.variable : (setting.flag ?? setting.variable)
    try {
      return setting.parse(text)
    } catch (cause) {
      throw new StartError(
        'config',
        `${name} must be ${cause instanceof Error ? cause.message : cause}${setting.isSecret ? '' : `, but it is "${hide(text)}"`}.`,
        { cause },
      )
    }
  }
  const filesDir = read<string | undefined>(settings.filesDir)
  const fileMegabytes = read<number>(settings.fileMegabytes)
  const filesS3 = s3Place({
    address: read<ReturnType<typeof readS3Address> | undefined>(settings.s3Url),
    region: read<string | undefined>(settings.s3Region),
    keyId: read<string | undefined>(settings.s3KeyId),
    secret: read<string | undefined>(settings.s3Secret) ?? read<string | undefined>(settings.s3SecretFile),
  })
  if (filesS3 && filesDir !== undefined) {
    throw new StartError('config', 'FULCRUM_S3_URL and FULCRUM_FILES_DIR are both set: files lie in one of them.')
  }
  if (filesS3 && fileMegabytes > maxS3Megabytes) {
    const limit = `at most ${maxS3Megabytes} where files lie in an S3-compatible store`
    throw new StartError('config', `FULCRUM_FILE_MB must be ${limit}, but it is "${fileMegabytes}".`)
  }
  return {
    port: read<number>(settings.port, flags.port),
    host: read<string>(settings.host, flags.host),
    dataDir: read<string>(settings.dataDir, flags.data),
    dataDirIsDefault: flags.data === undefined && fromEnv(settings.dataDir.variable) === undefined,
    databaseUrl: read<string | undefined>(settings.databaseUrl),
    filesDir,
    filesS3,
    fileMegabytes,
    backupDir: read<string | undefined>(settings.backupDir),
    backupHour: read<number | null>(settings.backupHour),
    backupKeep: read<number>(settings.backupKeep),
    publicUrl: read<string | undefined>(settings.publicUrl, flags.url),
    trustProxy: read<readonly string[]>(settings.trustProxy),
    memberRate: read<number>(settings.memberRate),
    addressRate: read<number>(settings.addressRate),
    logLevel: read<LogLevel>(settings.logLevel),
    secret: read<string | undefined>(settings.secret),
    smtpUrl: read<string | undefined>(settings.smtpUrl),
    mailFrom: read<string | undefined>(settings.mailFrom),
    demo: flags.demo ?? false,
    webDir: flags.webDir,
  }
}

function integer(text: string | undefined, fallback: number, min: number, max: number): number {
  if (text === undefined) return fallback
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= min && value <= max) return value
  throw new Error(`a whole number from ${min} to ${max}`)
}

function hour(text: string | undefined): number {
  try {
    return integer(text, 3, 0, 23)
  } catch (cause) {
    throw new Error('an hour from 0 to 23, or off', { cause })
  }
}

function url(text: string | undefined, protocols: readonly string[], example: string): string | undefined {
  if (text === undefined) return undefined
  if (!protocols.some((protocol) => text.startsWith(`${protocol}//`)) || !URL.canParse(text)) {
    throw new Error(`an address like ${example}`)
  }
  return text
}

/** Only what can stand in every link, cookie and header as it is: a host, and parts of a path in plain letters. */
function publicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const given = url(text, ['http:', 'https:'], 'https://fulcrum.example.org')
  const { protocol, origin, pathname, search, hash, username, password, hostname } = new URL(given ?? '')
  if (username !== '' || password !== '') throw new Error('an address without a name or password in it')
  if (search !== '' || hash !== '') throw new Error('an address without ? or #')
  if (hostname === '0.0.0.0' || hostname === '[::]') {
    throw new Error('the address that people type, which 0.0.0.0 is not: that is what --host is for')
  }
  if (/\/\/|[^\w/.~-]/.test(pathname)) {
    throw new Error(`an address whose path is of letters, digits, - and _: ${protocol}//${hostname}/fulcrum`)
  }
  return `${origin}${pathname.replace(/\/+$/, '')}`
}

/** Where the app stands below its host, without a closing slash: empty at the root. */
export function basePath(publicUrl: string | undefined): string {
  return publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '')
}

function ranges(text: string | undefined): readonly string[] {
  const parts = (text ?? '').split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
  for (const part of parts) {
    const [address = '', bits] = part.split('/')
    const version = isIP(address)
    const widest = version === 4 ? 32 : 128
    if (version === 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= widest))) {
      throw new Error('IP addresses or ranges such as 10.0.0.0/8, with commas between')
    }
  }
  return parts
}

function s3Address(text: string | undefined): ReturnType<typeof readS3Address> | undefined {
  return text === undefined ? undefined : readS3Address(text)
}

interface S3Settings {
  readonly address: ReturnType<typeof readS3Address> | undefined
  readonly region: string | undefined
  readonly keyId: string | undefined
  readonly secret: string | undefined
}

function s3Place({ address, region, keyId, secret: key }: S3Settings): S3Place | undefined {
  if (address === undefined) return undefined
  const need = (name: string) => new StartError('config', `FULCRUM_S3_URL is set, so ${name} must be too.`)
  if (keyId === undefined) throw need('FULCRUM_S3_KEY_ID')
  if (key === undefined) throw need('FULCRUM_S3_SECRET, or FULCRUM_S3_SECRET_FILE,')
  return { ...address, region: region ?? regionOf(address.endpoint), keyId, secret: key }
}

/** What a file holds, without the end of its line. */
function secretIn(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new Error('a file that can be read', { cause })
  }
  if (text === '' || text.length > 4_096) throw new Error('a file that holds one secret and nothing else')
  return text
}

function secret(text: string | undefined): string | undefined {
  if (text === undefined || text.length >= 32) return text
  throw new Error('32 random characters or more')
}

function sender(text: string | undefined): string | undefined {
  if (text === undefined || /^([^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(text)) return text
  throw new Error('an e-mail address, alone or as in Fulcrum <fulcrum@example.org>')
}

function level(text: string | undefined): LogLevel {
  if (text === undefined) return 'info'
  const found = logLevels.find((each) => each === text)
  if (found === undefined) throw new Error(`one of ${logLevels.join(', ')}`)
  return found
}

function hide(text: string | undefined): string {
  return (text ?? '').replace(/(:\/\/[^:@/]*):[^@]*@/, '$1:***@')
}

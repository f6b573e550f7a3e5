import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { StartError } from '../operations/start-error.ts'

/** Under which name PostgreSQL runs, and where its files are. PostgreSQL refuses to run as root. */
export type Identity = {
  /** Put before the command, e.g. `unshare --user`. */
  readonly prefix: readonly string[]
  readonly uid?: number
  readonly gid?: number
  readonly binaries: string
  /** The folder that holds the cluster, the socket and the password. */
  readonly home: string
}

export type IdentityRequest = { dataDir: string; dataDirIsDefault: boolean; binaries: string }

type User = { name: string; uid: number; gid: number }

/**
 * Chooses how PostgreSQL runs here:
 *   an ordinary user         as that user;
 *   root                     as root in a user namespace of its own, where it has another number and no privileges;
 *   root, files of a user    as the owner of the existing cluster;
 *   root, no namespaces      as an unprivileged user, to whom the cluster's folder is given.
 * Only in the last case, and only for the default data folder, may the cluster lie elsewhere (under /var/lib/fulcrum),
 * when that user cannot reach the data folder.
 */
export function chooseIdentity({ dataDir, dataDirIsDefault, binaries }: IdentityRequest): Identity {
  const home = path.join(dataDir, 'postgres')
  const self = process.getuid?.() ?? -1
  const owner = existsSync(home) ? statSync(home) : undefined
  if (self !== 0) {
    if (owner !== undefined && self !== -1 && owner.uid !== self) {
      throw new StartError(
        'data-folder-unusable',
        `The database in ${home} belongs to another user (number ${owner.uid}). ` +
          'Start Fulcrum as that user, or give another folder with --data DIR.',
      )
    }
    return { prefix: isNamed(self) ? [] : namespacePrefix(), binaries, home }
  }
  if (owner !== undefined && owner.uid !== 0) {
    const user = { name: `number ${owner.uid}`, uid: owner.uid, gid: owner.gid }
    if (canReach(user, home)) {
      return { prefix: [], uid: user.uid, gid: user.gid, binaries: shareBinaries(binaries, user), home }
    }
  }
  const moved = movedHome(dataDir)
  const namespace = namespacePrefix()
  if (namespace.length > 0 && !existsSync(moved)) {
    if (owner !== undefined && owner.uid !== 0) giveTo(home, 0, 0)
    return { prefix: namespace, binaries, home }
  }
  const user = unprivilegedUser()
  const reachable = shareBinaries(binaries, user)
  if (!existsSync(moved)) {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    giveTo(home, user.uid, user.gid)
    if (!canReach(user, home)) chmodSync(dataDir, 0o711)
    if (canReach(user, home)) return { prefix: [], uid: user.uid, gid: user.gid, binaries: reachable, home }
    if (!dataDirIsDefault || readdirSync(home).length > 0) {
      throw new StartError(
        'data-folder-unusable',
        `PostgreSQL may not run as root, this machine allows no user namespaces, and the user ${user.name} ` +
          `cannot enter ${dataDir}. Give a folder that others may enter with --data DIR (for example ` +
          '/var/lib/fulcrum-data), start Fulcrum as an ordinary user, or set DATABASE_URL.',
      )
    }
    rmSync(home, { recursive: true })
  }
  mkdirSync(moved, { recursive: true, mode: 0o700 })
  chmodSync(path.dirname(moved), 0o711)
  giveTo(moved, user.uid, user.gid)
  return { prefix: [], uid: user.uid, gid: user.gid, binaries: reachable, home: moved }
}

/** Gives a file or a whole folder to a user, leaving links alone. */
function giveTo(file: string, uid: number, gid: number): void {
  chownSync(file, uid, gid)
  if (!statSync(file).isDirectory()) return
  for (const entry of readdirSync(file, { withFileTypes: true })) {
    if (entry.isDirectory() || entry.isFile()) giveTo(path.join(file, entry.name), uid, gid)
  }
}

function movedHome(dataDir: string): string {
  return path.join('/var/lib/fulcrum', createHash('sha256').update(dataDir).digest('hex').slice(0, 16), 'postgres')
}

/** Empty where the system refuses namespaces. The number taken inside must have a name: initdb asks for it. */
function namespacePrefix(): string[] {
  const inside = users().find((user) => user.uid === 65534) ?? users().find((user) => user.uid !== 0)
  if (inside === undefined) return []
  const prefix = ['unshare', '--user', `--map-user=${inside.uid}`]
  return spawnSync('unshare', [...prefix.slice(1), 'true']).status === 0 ? prefix : []
}

function unprivilegedUser(): User {
  const known = users()
  for (const name of ['fulcrum', 'postgres', 'nobody']) {
    const user = known.find((each) => each.name === name && each.uid !== 0)
    if (user !== undefined) return user
  }
  throw new StartError(
    'database-start',
    'PostgreSQL may not run as root, and this machine has no user named fulcrum, postgres or nobody. ' +
      'Start Fulcrum as an ordinary user, or set DATABASE_URL.',
  )
}

function shareBinaries(binaries: string, user: User): string {
  if (canReach(user, path.join(binaries, 'bin'))) return binaries
  const stamp = statSync(path.join(binaries, 'bin/postgres'))
  const shared = `/var/lib/fulcrum/binaries-${stamp.size}-${Math.floor(stamp.mtimeMs)}`
  if (existsSync(shared)) return shared
  const unfinished = `${shared}.${process.pid}`
  mkdirSync(unfinished, { recursive: true, mode: 0o755 })
  chmodSync('/var/lib/fulcrum', 0o711)
  cpSync(binaries, unfinished, { recursive: true, verbatimSymlinks: true })
  renameSync(unfinished, shared)
  return shared
}

function canReach(user: User, dir: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$0" && ls >/dev/null', dir], { uid: user.uid, gid: user.gid, cwd: '/' }).status ===
    0
  )
}

function isNamed(uid: number): boolean {
  return (
    process.platform !== 'linux' || users().some((user) => user.uid === uid) || spawnSync('id', ['-un']).status === 0
  )
}

function users(): User[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name, , uid, gid]) =>
      name !== undefined && uid !== undefined && gid !== undefined
        ? [{ name, uid: Number(uid), gid: Number(gid) }]
        : [],
    )
}

import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type pg from 'pg'
import { basePath } from '../config/config.ts'
import type { ServerConfig } from '../config/config.ts'
import type { DataFolder } from '../database/data-folder.ts'
import type { Log } from '../database/database.ts'
import type { FindSession, FindToken } from '../http/sign-in.ts'
import type { SyncNode } from '../node.ts'
import type { OperatorHandler } from '../operations/operator.ts'
import { accountDoor } from './account-door.ts'
import { keepAudit } from './audit-keeper.ts'
import { createBetterAuth } from './better-auth.ts'
import { createOutbox } from '../mail/outbox.ts'
import type { Outbox } from '../mail/outbox.ts'
import { smtpMailer } from '../mail/smtp.ts'
import { createLink } from './links.ts'
import { knownBrowsers } from './known-browsers.ts'
import { memberDirectory } from './member-directory.ts'
import { isOwnOrigin } from './origin.ts'
import type { AuthContext } from './ports.ts'
import { signInRoutes } from './routes.ts'
import { passwordOperation } from './password-operation.ts'
import { resetOwner, resetOwnerOperation } from './reset-owner.ts'
import type { OwnerReset } from './reset-owner.ts'
import { readSecret } from './secret-file.ts'
import { sessionCookie } from './session-cookie.ts'
import { watchSessions } from './session-watch.ts'
import { findSession } from './sessions.ts'
import { findToken } from '../tokens/find-token.ts'

const ownerLinkMs = 24 * 60 * 60 * 1000

export interface SignInOptions {
  readonly pool: pg.Pool
  readonly node: SyncNode
  readonly log: Log
  /** Where browsers reach us, without a closing slash. Known once we listen; asked each time. */
  readonly publicUrl: () => string
  readonly folder: DataFolder
  readonly config: Pick<ServerConfig, 'publicUrl' | 'secret' | 'smtpUrl' | 'mailFrom'>
}

/** Sign-in, as the rest of the server sees it. */
export interface SignIn {
  readonly findSession: FindSession
  readonly findToken: FindToken
  readonly originAllowed: (headers: FastifyRequest['headers']) => boolean
  readonly routes: ReturnType<typeof signInRoutes>
  /** Where letters are posted; null where there is no mail server. */
  readonly outbox: Outbox | null
  /** A one-use link for the first owner; null once there is an owner. */
  ownerLink(): Promise<string | null>
  /** Answers `./fulcrum password`. */
  readonly passwordOperation: OperatorHandler
  /** Answers `./fulcrum reset-owner`. */
  readonly resetOwnerOperation: OperatorHandler
  /** The same, in this process. */
  resetOwner(email: string | undefined): Promise<OwnerReset>
  stop(): Promise<void>
}

export async function startSignIn({ pool, node, log, publicUrl, folder, config }: SignInOptions): Promise<SignIn> {
  const secret = config.secret ?? readSecret(folder.dir)
  const secure = config.publicUrl?.startsWith('https:') ?? false
  const installation = createHash('sha256').update(`cookie ${secret}`).digest('hex').slice(0, 8)
  const place = { installation, secure, base: basePath(config.publicUrl) }
  const cookie = sessionCookie(secret, place)
  const door = accountDoor(node)
  const mail =
    config.smtpUrl === undefined
      ? null
      : createOutbox({
          pool,
          accountId: door.accountId,
          mailer: smtpMailer(config.smtpUrl, config.mailFrom),
          secret,
          log,
          now: Date.now,
        })
  mail?.start()
  const context: AuthContext = {
    pool,
    auth: createBetterAuth({ pool, secret, secure, cookieName: cookie.name, log }),
    door,
    directory: memberDirectory(door),
    known: knownBrowsers(secret, place),
    publicUrl,
    now: Date.now,
    mail,
    log,
  }
  const watch = watchSessions(context)
  const auditing = keepAudit(context)
  return {
    async findSession(headers) {
      const session = await findSession(context, headers.cookie)
      return session && { memberId: session.member.id, sessionId: session.sessionId }
    },
    findToken: (token, address) => findToken(context, token, address),
    originAllowed: (headers) => isOwnOrigin(headers, config.publicUrl),
    routes: signInRoutes(context, cookie),
    outbox: mail,
    async ownerLink() {
      if (context.directory.hasOwner()) return null
      return (await createLink(context, { kind: 'owner', lifeMs: ownerLinkMs, role: 'owner' })).url
    },
    passwordOperation: passwordOperation(context),
    resetOwnerOperation: resetOwnerOperation(context),
    resetOwner: (email) => resetOwner(context, email),
    async stop() {
      watch.stop()
      auditing.stop()
      await mail?.stop()
    },
  }
}

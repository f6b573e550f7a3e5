import { DomainError } from '@fulcrum/domain'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { apiRoutes } from '../api/routes.ts'
import { basePath } from '../config/config.ts'
import type { Log } from '../database/database.ts'
import type { TakeBack } from '../scopes/batch.ts'
import type { Hub } from '../sync/hub.ts'
import { askRoutes } from '../sync/ask-routes.ts'
import { chunkRoutes } from '../sync/chunk-routes.ts'
import { withoutBase } from './base-path.ts'
import { answerErrors } from './errors.ts'
import { operationsRoutes } from './operations-routes.ts'
import { bringsToken, demandPolicies, enforcePolicies } from './policy.ts'
import type { RateLimiter } from './rate-limiter.ts'
import type { Refusals } from './refusals.ts'
import { securityHeaders } from './security-headers.ts'
import type { FindSession, FindToken, SignedIn } from './sign-in.ts'
import { webRoutes } from './web-routes.ts'

export interface AppOptions {
  readonly hub: Hub
  readonly pool: pg.Pool
  readonly log: Log
  readonly findSession: FindSession
  readonly findToken: FindToken
  readonly originAllowed: (headers: FastifyRequest['headers']) => boolean
  readonly takeBack: TakeBack
  /** Routes of other rooms of the server: sign-in, import. */
  readonly rooms: readonly ((app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>) => void)[]
  readonly limiter: RateLimiter
  readonly refusals?: Refusals
  readonly trustProxy: readonly string[]
  /** Where people open us, where that was set. */
  readonly publicUrl: string | undefined
  readonly webDir: string | undefined
  readonly isReady: () => boolean
}

/** Bodies of commands and queries; imports have a limit of their own. */
const maxBodyBytes = 4 * 1024 * 1024

/** Everything that speaks HTTP. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const base = basePath(options.publicUrl)
  const app = Fastify({
    rewriteUrl: ({ url }) => withoutBase(url ?? '/', base),
    bodyLimit: maxBodyBytes,
    trustProxy: options.trustProxy.length > 0 ? [...options.trustProxy] : false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    logger: false,
    // One text for each name: what is said twice is said last, and no value is ever a list.
    routerOptions: { querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)) },
    forceCloseConnections: 'idle',
  })
  // A form of another site can send text without asking the browser's leave; JSON it cannot.
  app.removeContentTypeParser('text/plain')
  demandPolicies(app)
  securityHeaders(app, options.publicUrl?.startsWith('https:') ?? false)
  answerErrors(app, options.log, options.refusals?.request)
  const { limiter } = options
  app.addHook('onRequest', async (request) => {
    if (isCounted(request)) limiter.admit({ address: request.ip })
  })
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || bringsToken(request)) return
    if (!options.originAllowed(request.headers)) {
      throw new DomainError(
        'forbidden',
        'This request comes from another site. If it does not, FULCRUM_URL must be set to the address that people open.',
        { reason: 'origin' },
      )
    }
  })
  const signedIn = enforcePolicies(app, options.findSession, options.findToken)
  app.addHook('onRequest', async ({ session, token }) => {
    if (token) limiter.admit({ token: token.tokenId })
    else if (session) limiter.admit({ member: session.memberId })
  })
  operationsRoutes(app, options)
  apiRoutes(app, options)
  askRoutes(app, options, signedIn)
  chunkRoutes(app, options.hub, signedIn)
  for (const room of options.rooms) room(app, signedIn)
  if (options.webDir !== undefined) await webRoutes(app, { webDir: options.webDir, base })
  await app.ready()
  return app
}

/** What is public and only read, the web app and what machines watch, is the same for everybody and costs next to nothing. */
function isCounted({ method, routeOptions }: FastifyRequest): boolean {
  const { policy } = routeOptions.config
  return !(policy !== undefined && 'public' in policy && (method === 'GET' || method === 'HEAD'))
}

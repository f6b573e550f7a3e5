import { DomainError } from '@fulcrum/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bearerOf } from './sign-in.ts'
import type { FindSession, FindToken, SignedIn, TokenGrant } from './sign-in.ts'

/**
 * Who may call a route. `public` routes say why they are; `signedIn` routes act for the member of the session, and what they
 * do is judged by `can` within; `orToken` lets programs in too, which bring a token and no cookie. A route without a policy
 * stops the server from starting.
 */
export type RoutePolicy = { readonly public: string } | { readonly signedIn: true; readonly orToken?: true }

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: RoutePolicy
  }
  interface FastifyRequest {
    session: SignedIn | null
    token: TokenGrant | null
  }
}

/** Refuses routes without a policy, at the start. */
export function demandPolicies(app: FastifyInstance): void {
  app.addHook('onRoute', ({ config, method, url }) => {
    if (config?.policy === undefined) throw new Error(`The route ${String(method)} ${url} has no policy.`)
  })
}

/** Whether a request is a program's: then no cookie counts, and no browser can have been made to send it. */
export function bringsToken({ headers, routeOptions }: FastifyRequest): boolean {
  const { policy } = routeOptions.config
  return policy !== undefined && 'orToken' in policy && bearerOf(headers) !== null
}

/**
 * Keeps everybody without a good session out of the routes that ask for one, before a byte of their body is read; a route
 * cannot forget it. Gives what such a route asks who is there.
 */
export function enforcePolicies(
  app: FastifyInstance,
  findSession: FindSession,
  findToken: FindToken,
): (request: FastifyRequest) => Promise<SignedIn> {
  app.decorateRequest('session', null)
  app.decorateRequest('token', null)
  app.addHook('onRequest', async (request) => {
    const { policy } = request.routeOptions.config
    if (policy === undefined || !('signedIn' in policy)) return
    if (bringsToken(request)) {
      request.token = await findToken(bearerOf(request.headers) ?? '', request.ip)
      return
    }
    request.session = await findSession(request.headers)
    if (!request.session) throw signedOut(policy.orToken === true)
  })
  return async ({ session }) => {
    if (!session) throw signedOut(false)
    return session
  }
}

function signedOut(tokensToo: boolean): DomainError {
  return new DomainError(
    'signed-out',
    tokensToo ? 'Sign in first, or send a token: Authorization: Bearer ful_…' : 'Sign in first.',
  )
}

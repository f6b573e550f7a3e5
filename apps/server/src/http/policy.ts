import { DomainError } from '@fulcrum/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { FindSession, SignedIn } from './sign-in.ts'

/**
 * Who may call a route. `public` routes say why they are; `signedIn` routes act for the member of the session, and what they
 * do is judged by `can` within. A route without a policy stops the server from starting.
 */
export type RoutePolicy = { readonly public: string } | { readonly signedIn: true }

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: RoutePolicy
  }
  interface FastifyRequest {
    session: SignedIn | null
  }
}

/** Refuses routes without a policy, at the start. */
export function demandPolicies(app: FastifyInstance): void {
  app.addHook('onRoute', ({ config, method, url }) => {
    if (config?.policy === undefined) throw new Error(`The route ${String(method)} ${url} has no policy.`)
  })
}

/**
 * Keeps everybody without a good session out of the routes that ask for one, before a byte of their body is read; a route
 * cannot forget it. Gives what such a route asks who is there.
 */
export function enforcePolicies(
  app: FastifyInstance,
  findSession: FindSession,
): (request: FastifyRequest) => Promise<SignedIn> {
  app.decorateRequest('session', null)
  app.addHook('onRequest', async (request) => {
    const { policy } = request.routeOptions.config
    if (policy === undefined || !('signedIn' in policy)) return
    request.session = await findSession(request.headers)
    if (!request.session) throw signedOut()
  })
  return async ({ session }) => {
    if (!session) throw signedOut()
    return session
  }
}

function signedOut(): DomainError {
  return new DomainError('signed-out', 'Sign in first.')
}

import type { FastifyInstance } from 'fastify'

/**
 * Who may call a route. `public` routes say why they are; `signedIn` routes act for the member of the session, and what they
 * do is judged by `can` within. A route without a policy stops the server from starting.
 */
export type RoutePolicy = { readonly public: string } | { readonly signedIn: true }

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: RoutePolicy
  }
}

/** Refuses routes without a policy, at the start. */
export function demandPolicies(app: FastifyInstance): void {
  app.addHook('onRoute', ({ config, method, url }) => {
    if (config?.policy === undefined) throw new Error(`The route ${String(method)} ${url} has no policy.`)
  })
}

import { DomainError } from '@fulcrum/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import type { SignedIn } from '../http/sign-in.ts'
import type { SyncNode } from '../node.ts'
import { loadDemo } from './load.ts'

const config = { policy: { signedIn: true } } as const

/** `POST /api/demo.load`: answers when the sample workspace stands. Taking it away is a command like any other: `workspace.delete`. */
export function demoRoutes(node: SyncNode, ports: { readonly pool: pg.Pool; readonly log: Log }) {
  return (app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>): void => {
    app.post('/api/demo.load', { config }, async (request) => {
      const { memberId } = await signedIn(request)
      const principal = node.hub.principal(memberId)
      if (!principal) throw new DomainError('signed-out', 'You are not a member here any more.')
      await loadDemo(node, principal, { ...ports, now: Date.now() })
      return {}
    })
  }
}

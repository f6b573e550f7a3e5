import { DomainError } from '@fulcrum/domain'
import type { BackupsAnswer } from '@fulcrum/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { SignedIn } from '../http/sign-in.ts'
import type { SyncNode } from '../node.ts'
import type { Backups } from './backups.ts'

const config = { policy: { signedIn: true } } as const

/** `POST /backups/status` and `/backups/make`: for owners, for a backup holds everything, also what is private. */
export function backupRoutes(node: SyncNode, backups: Backups) {
  return (app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>): void => {
    const requireOwner = async (request: FastifyRequest) => {
      const { memberId } = await signedIn(request)
      const principal = node.hub.principal(memberId)
      if (principal?.kind === 'member' && principal.role === 'owner') return
      throw new DomainError('forbidden', 'Backups are for owners.')
    }

    app.post('/backups/status', { config }, async (request): Promise<BackupsAnswer> => {
      await requireOwner(request)
      const { shelf, ...status } = await backups.status()
      return {
        ...status,
        now: Date.now(),
        shelf: shelf.map(({ name, createdAt, bytes, rows, verified }) => ({
          name,
          createdAt: Date.parse(createdAt),
          bytes,
          rows,
          verifiedAt: verified === null ? null : Date.parse(verified.at),
          problems: verified?.problems ?? [],
        })),
      }
    })

    app.post('/backups/make', { config }, async (request) => {
      await requireOwner(request)
      // It takes as long as it takes; `status` tells how far it is.
      await backups.make('person')
      return {}
    })
  }
}

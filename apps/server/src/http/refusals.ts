import type { DomainError } from '@fulcrum/domain'
import type { FastifyRequest } from 'fastify'
import { networkOf } from '../auth/attempts.ts'
import type { Recorder } from '../auth/audit.ts'
import type { DoorEvent } from '../auth/security-events.ts'
import { onceAMinute } from '../once-a-minute.ts'

/** Keeps what the doors refuse, each kind of each caller once a minute: a flood of requests must not become one of rows. */
export interface Refusals {
  request(request: FastifyRequest, error: DomainError): void
  socket(address: string): void
}

/** `now` is a clock in milliseconds that never goes back. */
export function keepRefusals(record: Recorder, now: () => number = () => performance.now()): Refusals {
  const isFirst = onceAMinute(now)
  return {
    request(request, error) {
      const event = eventOf(request, error)
      if (event === null) return
      const { session, token, ip } = request
      const actor = token?.memberId ?? session?.memberId ?? null
      const subject = token?.tokenId ?? null
      if (!isFirst(`${event} ${subject ?? actor ?? networkOf(ip)}`)) return
      void record({ event, actor, subject, details: { ip, route: request.routeOptions.url ?? null } })
    },
    socket(address) {
      if (isFirst(`socket.refused ${networkOf(address)}`)) {
        void record({ event: 'socket.refused', details: { ip: address } })
      }
    },
  }
}

function eventOf({ routeOptions, token }: FastifyRequest, { code, details }: DomainError): DoorEvent | null {
  if (code === 'too-many' && 'retryAfterMs' in details) return 'requests.limited'
  if (code === 'forbidden' && details['reason'] === 'origin') return 'origin.refused'
  const isOfFiles = /^(\/api)?\/files\b/.test(routeOptions.url ?? '')
  if (isOfFiles && (code === 'forbidden' || code === 'not-found')) return 'file.refused'
  if (code !== 'forbidden') return null
  return token ? 'token.overreached' : 'access.refused'
}

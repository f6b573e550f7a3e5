import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { SignedIn } from '../http/sign-in.ts'
import { tokenRoutes } from '../tokens/routes.ts'
import type { AuthContext } from './ports.ts'
import { mailRoutes } from './routes/mail.ts'
import { openRoutes } from './routes/open.ts'
import { ownRoutes } from './routes/own.ts'
import { peopleRoutes } from './routes/people.ts'
import { pictureRoutes } from './routes/pictures.ts'
import { signedOut } from './routes/route.ts'
import type { OwnSession } from './routes/route.ts'
import type { SessionCookie } from './session-cookie.ts'
import type { LiveSession } from './sessions.ts'

/** The routes below `/auth/`; `packages/protocol/src/sign-in.ts` says what they take and give. */
export function signInRoutes(context: AuthContext, cookie: SessionCookie) {
  return (app: FastifyInstance, signedIn: (request: FastifyRequest) => Promise<SignedIn>): void => {
    const own: OwnSession = async (request) => liveSession(context, await signedIn(request))
    openRoutes(app, context, cookie)
    ownRoutes(app, context, cookie, own)
    peopleRoutes(app, context, own)
    mailRoutes(app, context, own)
    pictureRoutes(app, context, own)
    tokenRoutes(app, context, own)
  }
}

/** The session of a request that the frame let in. */
function liveSession({ directory }: AuthContext, { memberId, sessionId }: SignedIn): LiveSession {
  const member = directory.byId(memberId)
  const userId = member?.fields['userId']
  if (!member || typeof userId !== 'string') throw signedOut()
  return { sessionId, userId, member }
}

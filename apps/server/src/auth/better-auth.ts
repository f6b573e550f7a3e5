import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { betterAuth } from 'better-auth/minimal'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import { hashedTokens } from './hashed-tokens.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { maxPasswordLength, minPasswordLength } from './password-policy.ts'
import { newToken } from './secrets.ts'

const dayMs = 24 * 60 * 60 * 1000
/** A session that nobody uses for this long ends. */
export const idleMs = 14 * dayMs
/** No session lives longer than this. */
export const absoluteMs = 90 * dayMs

export interface BetterAuthParts {
  readonly pool: pg.Pool
  /** At least 32 random characters, the same on every node and at every start. */
  readonly secret: string
  /** Whether browsers reach us by HTTPS. */
  readonly secure: boolean
  readonly cookieName: string
  readonly log: Log
}

export type BetterAuth = ReturnType<typeof createBetterAuth>

/**
 * The library that keeps users, credentials and sessions. None of its routes is served: ours call its functions, so that
 * every path passes our limits, our policy and our records. Nobody can sign up.
 */
export function createBetterAuth({ pool, secret, secure, cookieName, log }: BetterAuthParts) {
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  return betterAuth({
    secret,
    baseURL: secure ? 'https://fulcrum.invalid' : 'http://fulcrum.invalid',
    database: hashedTokens(kyselyAdapter(kysely, { type: 'postgres', transaction: true })),
    telemetry: { enabled: false },
    // What fails is thrown as well, and whoever asked decides what it means.
    logger: { log: (_level, message, ...details) => log.debug({ details }, `sign-in library: ${message}`) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength,
      maxPasswordLength,
      password: {
        hash: (password) => hashPassword(password),
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    user: {
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'auth_account',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verification',
      storeIdentifier: 'hashed',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'auth_session',
      fields: {
        userId: 'user_id',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      cookieCache: { enabled: false },
      // The cookie lives as long as a session can; `sessions.ts` moves the idle end, which comes sooner.
      expiresIn: absoluteMs / 1000,
      disableSessionRefresh: true,
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, token: newToken(), expiresAt: new Date(session.createdAt.getTime() + idleMs) },
          }),
        },
      },
    },
    advanced: {
      database: { generateId: 'uuid' },
      // The `__Host-` prefix is part of our name for the cookie; the library would write `__Secure-`.
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: cookieName,
          attributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
    },
  })
}

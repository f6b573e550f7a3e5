import { DomainError } from '@fulcrum/domain'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { answerErrors } from './errors.ts'
import { demandPolicies, enforcePolicies } from './policy.ts'

test('a route that does not say who may call it stops the server from starting', () => {
  const app = Fastify()
  demandPolicies(app)
  expect(() => app.get('/forgotten', () => 'secrets')).toThrow(/\/forgotten has no policy/)
  expect(() => app.get('/half', { config: {} }, () => 'secrets')).toThrow(/no policy/)
  app.get('/said', { config: { policy: { public: 'a test' } } }, () => 'news')
})

test('a route for people signed in cannot forget to ask: nobody else reaches it, or has their body read', async () => {
  const app = Fastify()
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
  answerErrors(app, silent)
  enforcePolicies(
    app,
    async ({ cookie }) => (cookie === 'good' ? { memberId: 'anna' as never, sessionId: 'session' } : null),
    async (token) => {
      if (token !== 'ful_good') throw new DomainError('signed-out', 'No token of ours.')
      return { tokenId: 'token', memberId: 'ben' as never, limits: { mayWrite: true, places: null } }
    },
  )
  app.post('/api', { config: { policy: { signedIn: true, orToken: true } } }, ({ session, token }) =>
    String(token?.memberId ?? session?.memberId),
  )
  app.post('/forgetful', { config: { policy: { signedIn: true } } }, () => 'secrets')
  app.post('/open', { config: { policy: { public: 'a test' } } }, () => 'news')
  const ask = (url: string, cookie: string, payload = '{}') =>
    app.inject({ method: 'POST', url, payload, headers: { cookie, 'content-type': 'application/json' } })
  expect((await ask('/forgetful', 'bad')).statusCode).toBe(401)
  expect((await ask('/forgetful', 'bad', '{')).statusCode).toBe(401)
  expect((await ask('/forgetful', 'good')).body).toBe('secrets')
  expect((await ask('/open', 'bad')).body).toBe('news')
  const bring = (url: string, authorization: string, cookie = '') =>
    app.inject({ method: 'POST', url, headers: { authorization, cookie } })
  expect((await bring('/api', 'Bearer ful_good')).body).toBe('ben')
  expect((await bring('/api', 'bearer  ful_good', 'good')).body).toBe('ben')
  // A bad token is not made good by a cookie, and a token opens nothing that is a person's alone.
  expect((await bring('/api', 'Bearer ful_bad', 'good')).statusCode).toBe(401)
  expect((await bring('/forgetful', 'Bearer ful_good')).statusCode).toBe(401)
  expect((await bring('/api', 'Basic ful_good')).statusCode).toBe(401)
})

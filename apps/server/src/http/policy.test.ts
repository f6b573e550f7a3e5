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
  enforcePolicies(app, async ({ cookie }) =>
    cookie === 'good' ? { memberId: 'anna' as never, sessionId: 'session' } : null,
  )
  app.post('/forgetful', { config: { policy: { signedIn: true } } }, () => 'secrets')
  app.post('/open', { config: { policy: { public: 'a test' } } }, () => 'news')
  const ask = (url: string, cookie: string, payload = '{}') =>
    app.inject({ method: 'POST', url, payload, headers: { cookie, 'content-type': 'application/json' } })
  expect((await ask('/forgetful', 'bad')).statusCode).toBe(401)
  expect((await ask('/forgetful', 'bad', '{')).statusCode).toBe(401)
  expect((await ask('/forgetful', 'good')).body).toBe('secrets')
  expect((await ask('/open', 'bad')).body).toBe('news')
})

import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { demandPolicies } from './policy.ts'

test('a route that does not say who may call it stops the server from starting', () => {
  const app = Fastify()
  demandPolicies(app)
  expect(() => app.get('/forgotten', () => 'secrets')).toThrow(/\/forgotten has no policy/)
  expect(() => app.get('/half', { config: {} }, () => 'secrets')).toThrow(/no policy/)
  app.get('/said', { config: { policy: { public: 'a test' } } }, () => 'news')
})

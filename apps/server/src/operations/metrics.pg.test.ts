import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootServer } from '../testing/booted-server.ts'
import type { BootedServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'

let database: TestDatabase
let server: BootedServer

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

/** The rules that Prometheus' own checker has for the text and for names. */
function problemsOf(text: string): string[] {
  const problems: string[] = []
  const types = new Map<string, string>()
  const helps = new Set<string>()
  if (!text.endsWith('\n')) problems.push('the last line does not end')
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? []
    if (kind === 'HELP') {
      if (rest.trim() === '') problems.push(`${name}: no help`)
      helps.add(name)
    } else if (kind === 'TYPE') {
      if (types.has(name)) problems.push(`${name}: typed twice`)
      types.set(name, rest)
    } else if (
      !/^[a-z_][a-z0-9_]*(\{([a-z_][a-z0-9_]*="([^"\\\n]|\\["\\n])*",?)+\})? (-?[0-9.]+(e[+-]?\d+)?|NaN|[+-]Inf)$/i.test(
        line,
      )
    ) {
      problems.push(`not a sample: ${line}`)
    } else {
      const sample = /^[a-z_0-9]+/i.exec(line)?.[0] ?? ''
      const base = sample.replace(/_(bucket|sum|count)$/, '')
      if (!types.has(sample) && !types.has(base)) problems.push(`${sample}: no type`)
    }
  }
  for (const [name, type] of types) {
    if (!helps.has(name)) problems.push(`${name}: no help`)
    if ((type === 'counter') !== name.endsWith('_total')) problems.push(`${name}: only counters end in _total, all do`)
    if (/_(gauge|counter|histogram|summary)(_|$)/.test(name)) problems.push(`${name}: names its type`)
    if (/_(milliseconds|ms|minutes|hours|kilobytes|megabytes|kb|mb|percent)(_|$)/.test(name))
      problems.push(`${name}: not a base unit`)
    if (/[A-Z:]/.test(name)) problems.push(`${name}: not in snake case`)
  }
  return problems
}

test('what machines read of the server is as Prometheus wants it, and says how late the event loop is', async () => {
  const response = await fetch(`${server.url}/metrics`)
  const text = await response.text()
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(problemsOf(text)).toEqual([])
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'sockets', 'items_held', 'database_waiting']) {
    expect(text).toMatch(new RegExp(`^fulcrum_${name} [0-9.e-]+$`, 'm'))
  }
})

test('health says that the process lives, readiness that it can serve', async () => {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  const ready = await fetch(`${server.url}/readyz`)
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, database: true }])
})

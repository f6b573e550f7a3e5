import { commandNamed, must, publicId, scopeOf } from '@fulcrum/domain'
import type { Command, Principal, PrincipalLimits, Scope, ScopeState } from '@fulcrum/domain'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../http/app.ts'
import { takeBackBatch } from '../scopes/batch.ts'
import { RateLimiter } from '../http/rate-limiter.ts'
import { badBodies, goodBody } from '../testing/document-bodies.ts'
import type { DocumentSchema } from '../testing/document-bodies.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { setStage } from '../testing/rights-stage.ts'
import type { Person, Stage } from '../testing/rights-stage.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { fromPublic } from './public-ids.ts'

interface Operation {
  readonly name: string
  readonly kind: string | undefined
  readonly takes: DocumentSchema
}

/** Who asks: a person, or one of two tokens of the board's owner. */
const askers: Readonly<Record<string, { readonly person: Person; readonly limits?: PrincipalLimits }>> = {
  'a token that only reads': { person: 'boardOwner', limits: { mayWrite: false, places: null } },
  'a token of another board': {
    person: 'boardOwner',
    limits: { mayWrite: true, places: { workspaces: [], boards: [newId()] } },
  },
  guest: { person: 'guest' },
  viewer: { person: 'capped' },
  stranger: { person: 'stranger' },
  reader: { person: 'reader' },
  member: { person: 'editor' },
  admin: { person: 'admin' },
  owner: { person: 'accountOwner' },
  'board owner': { person: 'boardOwner' },
}

let database: TestDatabase
let world: World
let stage: Stage
let app: FastifyInstance
let operations: readonly Operation[]
/** Somebody whom commands may change, and who asks nothing. */
let spare: string

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  stage = await setStage(world)
  spare = await stage.extra('member')
  app = await createApp({
    hub: stage.node.hub,
    pool: world.pool,
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    findSession: async () => null,
    findToken: async (asker) => {
      const { person, limits } = must(askers[decodeURIComponent(asker)])
      return { tokenId: asker, memberId: stage.id(person), limits: limits ?? { mayWrite: true, places: null } }
    },
    originAllowed: () => false,
    takeBack: (asker, batch) => takeBackBatch(stage.node, asker, batch),
    rooms: [],
    limiter: new RateLimiter({ perMember: 0, perAddress: 0 }),
    trustProxy: [],
    publicUrl: undefined,
    webDir: undefined,
    isReady: () => true,
  })
  operations = await readDocument()
})

afterAll(async () => {
  await app.close()
  await world.stop()
  await database.drop()
})

/** The operations with a body, as the document alone has them; what takes things away comes last. */
async function readDocument(): Promise<readonly Operation[]> {
  const { paths } = (await app.inject('/api/openapi.json')).json<{
    paths: Record<
      string,
      { post?: { 'x-fulcrum'?: string; requestBody: { content: Record<string, { schema: DocumentSchema }> } } }
    >
  }>()
  const all = Object.entries(paths).flatMap(([path, { post }]) =>
    post?.requestBody.content['application/json']
      ? [
          {
            name: path.slice('/api/'.length),
            kind: post['x-fulcrum'],
            takes: post.requestBody.content['application/json'].schema,
          },
        ]
      : [],
  )
  const lasting = ({ name }: Operation) => (/delete|remove|takeOver|setAccess|archive|setRole/.test(name) ? 1 : 0)
  return all.toSorted((left, right) => lasting(left) - lasting(right))
}

function ask(asker: string, name: string, payload: unknown) {
  return app.inject({
    method: 'POST',
    url: `/api/${name}`,
    headers: { authorization: `Bearer ${encodeURIComponent(asker)}`, 'content-type': 'application/json' },
    payload: JSON.stringify(payload),
  })
}

/** What bodies name: what is on the stage. */
function nameOf(noun: string): string {
  const { main } = stage
  const known: Readonly<Record<string, string>> = {
    board: main.board,
    group: main.group.id,
    column: main.column.id,
    view: main.view,
    item: main.item,
    workspace: stage.workspace,
    folder: stage.folder,
    team: stage.team,
    member: spare,
  }
  if (noun === 'scope') return publicId('board', main.board)
  return publicId(noun, known[noun] ?? newId())
}

function principalOf(asker: string): Principal {
  const { person, limits } = must(askers[asker])
  const principal = must(stage.node.hub.principal(stage.id(person)))
  return principal.kind === 'member' && limits ? { ...principal, limits } : principal
}

/** What `can` says of a command now. */
async function mayRun(command: Command, asker: string, body: unknown): Promise<boolean> {
  const { node, accountId } = stage
  const args = command.args.parse(fromPublic(command.args, body))
  const principal = principalOf(asker)
  const env = {
    accountId: accountId as never,
    principal,
    now: Date.now(),
    timeZone: 'UTC',
    kinds: node.store.kinds,
    newId,
    random: Math.random,
    changes: [],
  }
  const { lock, look = [] } = command.reads(args, env.accountId)
  const states = new Map<Scope, ScopeState>()
  for (const scope of [...lock, ...look]) states.set(scope, (await node.store.get(scope)).state)
  for (const scope of command.looksBeyond?.(states, args) ?? []) {
    if (!states.has(scope)) states.set(scope, (await node.store.get(scope)).state)
  }
  return command.can(states, args, env)
}

test('every query is answered to whom the board is, and to all others as if nothing were there', async () => {
  const { board } = await stage.board()
  const names = (noun: string) =>
    noun === 'board' || noun === 'scope'
      ? publicId('board', board)
      : noun === 'item'
        ? publicId('item', newId())
        : nameOf(noun)
  let [answered, refused] = [0, 0]
  for (const { name, takes } of operations.filter(({ kind }) => kind === 'query')) {
    for (const asker of Object.keys(askers)) {
      const { statusCode, body } = await ask(asker, name, goodBody(takes, names))
      const outside = ['guest', 'admin', 'owner', 'stranger', 'a token of another board'].includes(asker)
      const aboutBoard = JSON.stringify(takes.required ?? []).match(/"board"|"scope"/) !== null
      if (aboutBoard && outside) {
        expect(statusCode, `${asker} ${name} ${body}`).toBe(404)
        refused += 1
      } else {
        expect([200, 404, ...(aboutBoard ? [400, 403, 409] : [])], `${asker} ${name} ${body}`).toContain(statusCode)
        if (statusCode === 200) answered += 1
      }
    }
  }
  expect(answered).toBeGreaterThan(30)
  expect(refused).toBeGreaterThan(20)
}, 60_000)

// The commands come after the queries: some of them take the stage apart.
test('every command is refused with 403 to whom `can` refuses it, and to nobody else', async () => {
  const count = { may: 0, mayNot: 0, done: 0 }
  for (const { name } of operations.filter(({ kind }) => kind === 'command')) {
    const { takes } = must(operations.find((each) => each.name === name))
    const command = must(commandNamed(name))
    for (const asker of Object.keys(askers)) {
      const made = /\.(create|post)$/.test(name) ? newOne(name) : {}
      const body = { ...(goodBody(takes, nameOf) as object), ...made }
      const may = await mayRun(command, asker, body)
      const answer = await ask(asker, name, body)
      const what = `${asker}: ${name} ${JSON.stringify(body)} ${answer.body}`
      if (!may) expect(answer.statusCode, what).toBe(403)
      // Some commands refuse more than that when they look closer, and say what.
      else if (answer.statusCode === 403) expect(answer.json(), what).toMatchObject({ error: { details: {} } })
      else expect([200, 400, 404, 409], what).toContain(answer.statusCode)
      if (may) expect(answer.body, what).not.toContain('You have no right to do this')
      if (asker === 'a token that only reads') expect(may, what).toBe(false)
      count[may ? 'may' : 'mayNot'] += 1
      if (answer.statusCode === 200) count.done += 1
    }
  }
  expect(Math.min(count.may, count.mayNot)).toBeGreaterThan(100)
  expect(count.done).toBeGreaterThan(60)
}, 120_000)

/** A command that makes something is given the id, so that what is judged here is what was asked. */
function newOne(name: string): object {
  const noun = name.slice(0, name.indexOf('.'))
  const scopes = ['board', 'doc']
  return { [scopes.includes(noun) ? noun : 'id']: publicId(noun, newId()) }
}

test('whatever the document does not allow is refused with 400 and a sentence, to everybody, and changes nothing', async () => {
  const scopes = [scopeOf('account', stage.accountId), stage.main.scope]
  const versions = () => Promise.all(scopes.map((scope) => stage.version(scope)))
  const before = await versions()
  let count = 0
  for (const { name, takes } of operations) {
    const bad = badBodies(takes, goodBody(takes, nameOf))
    for (const [index, body] of bad.entries()) {
      const asker = must(Object.keys(askers)[(count + index) % Object.keys(askers).length])
      const answer = await ask(asker, name, body)
      expect(answer.statusCode, `${asker} ${name} ${JSON.stringify(body)} ${answer.body}`).toBe(400)
      expect(answer.json()).toMatchObject({
        error: { code: 'invalid', message: expect.stringMatching(/\w{3}/) as string },
      })
    }
    count += bad.length
  }
  expect(await versions()).toEqual(before)
  expect(count).toBeGreaterThan(500)
}, 120_000)

/** What a server sets itself, here or at others whose bodies were taken as they came. */
const forbidden =
  `accountId account workspaceId tenant actor author authorId createdBy createdAt updatedBy updatedAt deletedAt removedAt
  joinedAt userId isAdmin isOwner permissions scopes limits principal cause seq version changeId rank row number password
  passwordHash tokenHash historic internal batch $set`.split(/\s+/)

test('no write takes a field that it does not name: thirty that others fell for, beside a good body, as the board owner', async () => {
  expect(forbidden.length).toBeGreaterThanOrEqual(30)
  const scopes = [scopeOf('account', stage.accountId), stage.main.scope]
  const versions = () => Promise.all(scopes.map((scope) => stage.version(scope)))
  const before = await versions()
  const accepted: string[] = []
  let tried = 0
  for (const { name, takes } of operations.filter(({ kind }) => kind === 'command')) {
    const good = goodBody(takes, nameOf) as object
    for (const field of forbidden.filter((each) => !Object.hasOwn(takes.properties ?? {}, each))) {
      for (const value of [stage.id('accountOwner'), 1]) {
        const { statusCode } = await ask('board owner', name, { ...good, [field]: value })
        if (statusCode !== 400) accepted.push(`${name} ${field}: ${statusCode}`)
        tried += 1
      }
    }
  }
  expect(accepted).toEqual([])
  expect(await versions()).toEqual(before)
  expect(tried).toBeGreaterThan(3_000)
}, 120_000)

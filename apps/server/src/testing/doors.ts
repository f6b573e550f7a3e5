import { createApi } from '@fulcrum/client/api'
import type { Api } from '@fulcrum/client/api'
import type { MemberId } from '@fulcrum/domain'
import type { NewTokenAnswer } from '@fulcrum/protocol'
import type { SyncNode } from '../node.ts'
import { bootServer, firstOwner, goodPassword } from './booted-server.ts'
import { filesFolder } from './import-bench.ts'
import { testDatabase } from './postgres.ts'
import { makeWorld } from './world.ts'
import type { World } from './world.ts'

/** The ways in which cells come to a board: a program's, and a node's for sync, batches and imports. */
export interface Doors {
  /** A booted server, asked by a token that may write. */
  readonly api: Api
  readonly world: World
  readonly node: SyncNode
  readonly owner: MemberId
  /** Where files to import stand. */
  readonly files: ReturnType<typeof filesFolder>
  readonly close: () => Promise<void>
}

/** Opens them on two databases of their own. */
export async function openDoors(): Promise<Doors> {
  const [booted, known] = [await testDatabase(), await testDatabase()]
  const files = filesFolder()
  const server = await bootServer(booted.url)
  const { browser } = await firstOwner(server)
  const wish = { name: 'A', mayWrite: true, expiresInDays: null, places: null, password: goodPassword }
  const { token } = await browser.must<NewTokenAnswer>('/auth/token.create', wish)
  const world = await makeWorld(known)
  const node = await world.node()
  return {
    api: createApi({ url: server.url, token }),
    world,
    node,
    owner: await world.member(node, 'owner', 'Olga'),
    files,
    close: async () => {
      files.remove()
      await server.stop()
      await world.stop()
      for (const database of [booted, known]) await database.drop()
    },
  }
}

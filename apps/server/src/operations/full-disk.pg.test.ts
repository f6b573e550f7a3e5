import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { firstOwner, type HttpAnswer, type TestBrowser } from '../testing/booted-server.ts'
import { smallDisk, type SmallDisk } from '../testing/small-disk.ts'
import { spawnServer, type ServerProcess } from '../testing/spawn-server.ts'
import { newId } from '../testing/world.ts'

let disk: SmallDisk | undefined
let server: ServerProcess | undefined

afterEach(async () => {
  await server?.stop()
  await disk?.remove()
})

interface ItemPage {
  readonly items: readonly { readonly title: string }[]
  readonly next: string | null
}

/** A text that nothing can make shorter. */
function longText(): string {
  return randomBytes(40_000).toString('base64')
}

async function titlesOf(owner: TestBrowser, board: string): Promise<string[]> {
  const titles: string[] = []
  for (let cursor: string | undefined; ;) {
    const page: ItemPage = await owner.must('/api/item.list', { board, cursor })
    titles.push(...page.items.map(({ title }) => title))
    if (page.next === null) return titles.toSorted()
    cursor = page.next
  }
}

async function boardOf(owner: TestBrowser) {
  const [workspace, board] = [newId(), newId()]
  await owner.must('/api/workspace.create', { id: workspace, name: 'Full' })
  await owner.must('/api/board.create', { board, workspace, name: 'Full' })
  await owner.must('/api/group.create', { board, id: newId(), title: 'G' })
  await owner.must('/api/column.create', { board, id: newId(), kind: 'long-text', title: 'Text' })
  return board
}

test.each([
  ['to the last byte', 0],
  ['but for less than PostgreSQL needs for a further file of its log, for want of which it ends', 10],
])(
  'on a disk that is full %s edits are refused with a sentence, and go on when there is room; what was stored is there',
  { timeout: 180_000 },
  async (_how, leftMegabytes) => {
    const small = await smallDisk({ megabytes: 300, longestFile: 17 })
    disk = small
    const dataDir = path.join(small.dir, 'data')
    server = await spawnServer(undefined, undefined, { prefix: small.prefix, dataDir })
    const { browser: owner } = await firstOwner(server)
    const board = await boardOf(owner)
    const stored: string[] = []
    const create = async (): Promise<HttpAnswer> => {
      const id = newId()
      const cells = [{ column: 1, value: longText() }]
      const answer = await owner.post('/api/item.create', { board, id, title: `Item ${id}`, group: 1, cells })
      if (answer.status === 200) stored.push(`Item ${id}`)
      return answer
    }
    for (let at = 0; at < 3; at++) expect((await create()).status).toBe(200)
    small.fill(leftMegabytes)
    let refused = await create()
    while (refused.status === 200) refused = await create()
    const sentence = expect.stringMatching(/^The (disk of the server is full|database is away)/)
    expect(refused).toMatchObject({ status: 503, body: { error: { code: 'unavailable', message: sentence } } })
    if (small.kind === 'file-system' && leftMegabytes === 0) {
      const file = { method: 'POST', body: longText(), headers: { 'content-type': 'application/octet-stream' } }
      expect(await owner.ask(`/api/files?board=${board}&name=plan.txt`, file)).toMatchObject({
        status: 503,
        body: {
          error: { message: expect.stringMatching(/disk of the server is full: there is no room for this file/) },
        },
      })
      expect((await owner.post('/api/item.list', { board })).status).toBe(200)
    }
    small.makeRoom()
    if (small.kind === 'limit') {
      await server.stop()
      server = await spawnServer(undefined, undefined, { dataDir })
      owner.server = server
    }
    await vi.waitFor(async () => expect((await create()).status).toBe(200), { timeout: 90_000, interval: 100 })
    expect(await titlesOf(owner, board)).toEqual(stored.toSorted())
  },
)

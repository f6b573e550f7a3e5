import { expect, test } from 'vitest'
import type { ClientStorage } from '../ports.ts'
import type { NewCommand } from '../queued-command.ts'
import { newId } from './fake-server.ts'

function command(title: string): NewCommand {
  return { key: newId(), command: 'test', version: 1, args: { title }, runAt: 1, protocol: 1, member: newId() }
}

/** What every storage of a client keeps. `open` opens the same one again, as a reload or another tab does. */
export function storageContract(open: (profile: string) => ClientStorage): void {
  test('commands get rising numbers, also from two tabs at once, and come back in their order', async () => {
    const profile = newId()
    const [one, two] = [open(profile), open(profile)]
    const stored = await Promise.all(
      ['a', 'b', 'c', 'd'].map((title, index) => [one, two][index % 2]?.append(command(title))),
    )
    expect(new Set(stored.map((each) => each?.n))).toEqual(new Set([1, 2, 3, 4]))
    const { commands, clientId } = await open(profile).loadQueue()
    expect(commands.map(({ n }) => n)).toEqual([1, 2, 3, 4])
    expect((await two.loadQueue()).clientId).toBe(clientId)
  })

  test('commands of one tab get their numbers in the order in which they were stored, also in one turn', async () => {
    const storage = open(newId())
    const stored = await Promise.all(['a', 'b', 'c', 'd'].map((title) => storage.append(command(title))))
    expect(stored.map(({ n }) => n)).toEqual([1, 2, 3, 4])
  })

  test('a number is never given twice, not after its command left and not below what the server knows', async () => {
    const storage = open(newId())
    await storage.append(command('a'))
    await storage.removeCommands([1])
    expect((await storage.append(command('b'))).n).toBe(2)
    await storage.raise(10)
    await storage.raise(5)
    expect((await storage.append(command('c'))).n).toBe(11)
  })

  test('a command that is put back keeps its number', async () => {
    const storage = open(newId())
    const queued = await storage.append(command('a'))
    await storage.removeCommands([queued.n])
    await storage.putCommand({ ...queued, detached: true })
    expect((await storage.loadQueue()).commands).toEqual([{ ...queued, detached: true }])
  })

  test('conflicts stay until they are resolved', async () => {
    const storage = open(newId())
    const conflict = { id: '1:2', n: 1, scope: `board:${newId()}`, board: newId(), row: 2, column: 1 } as const
    await storage.putConflict({ ...conflict, mine: 1, theirs: null, at: 1 })
    expect((await storage.loadQueue()).conflicts).toMatchObject([conflict])
    await storage.removeConflict('1:2')
    expect((await storage.loadQueue()).conflicts).toEqual([])
  })

  test('a scope is stored whole or in parts, each apart from the others', async () => {
    const storage = open(newId())
    const [scope, other] = [`board:${newId()}`, `board:${newId()}`] as const
    const chunk = (lane: string, byte: number) => ({ lane, chunk: 0, body: new Uint8Array([byte]) })
    const cached = (version: number, chunks: readonly ReturnType<typeof chunk>[]) => ({
      scope: scope as `board:${string}`,
      version,
      fingerprint: 'f',
      records: [],
      chunks,
    })
    expect(await storage.loadScope(scope)).toBeUndefined()
    await storage.saveScope({ ...cached(1, [chunk('title', 1), chunk('c1', 2)]), scope: other }, { whole: true })
    await storage.saveScope(cached(1, [chunk('title', 1), chunk('c1', 2)]), { whole: true })
    await storage.saveScope(cached(2, [chunk('c1', 3)]), { whole: false })
    const lanes = async () => {
      const found = await storage.loadScope(scope)
      return [found?.version, found?.chunks.map(({ lane, body }) => `${lane}${body.join()}`).sort()]
    }
    expect(await lanes()).toEqual([2, ['c13', 'title1']])
    await storage.saveScope(cached(3, [chunk('title', 4)]), { whole: true })
    expect(await lanes()).toEqual([3, ['title4']])
    await storage.dropScope(scope)
    expect([await storage.loadScope(scope), (await storage.loadScope(other))?.version]).toEqual([undefined, 1])
  })

  test('what cells name elsewhere is kept beside a scope, and goes with it', async () => {
    const storage = open(newId())
    const [scope, other] = [`board:${newId()}`, `board:${newId()}`] as const
    const copy = { fingerprint: 'f', told: { t: 'linked', scope, gone: [newId()] }, supposed: [] } as const
    await storage.saveLinked(scope, copy)
    expect([await storage.loadLinked(scope), await storage.loadLinked(other)]).toEqual([copy, undefined])
    await storage.dropScope(scope)
    expect(await storage.loadLinked(scope)).toBeUndefined()
  })
}

import type { Scope } from '@fulcrum/domain'
import type { Conflict } from './conflicts.ts'
import type { CachedLinked, CachedScope, ClientStorage } from './ports.ts'
import type { QueuedCommand } from './queued-command.ts'

/** A storage that lasts as long as this object: for programs that keep nothing, and for tests that reload. */
export function memoryStorage(clientId: string): ClientStorage {
  const commands = new Map<number, QueuedCommand>()
  const conflicts = new Map<string, Conflict>()
  const scopes = new Map<Scope, CachedScope>()
  const linked = new Map<Scope, CachedLinked>()
  let lastN = 0
  return {
    loadQueue: async () => ({
      clientId,
      commands: [...commands.values()].sort((left, right) => left.n - right.n),
      conflicts: [...conflicts.values()],
    }),
    append: async (command) => {
      const queued = { ...command, n: (lastN += 1) }
      commands.set(queued.n, queued)
      return queued
    },
    putCommand: async (command) => void commands.set(command.n, command),
    removeCommands: async (numbers) => {
      for (const n of numbers) commands.delete(n)
    },
    raise: async (n) => {
      lastN = Math.max(lastN, n)
    },
    putConflict: async (conflict) => void conflicts.set(conflict.id, conflict),
    removeConflict: async (id) => void conflicts.delete(id),
    loadScope: async (scope) => scopes.get(scope),
    saveScope: async (cached, { whole }) => {
      const kept = whole ? [] : (scopes.get(cached.scope)?.chunks ?? [])
      const chunks = new Map([...kept, ...cached.chunks].map((chunk) => [`${chunk.lane}/${chunk.chunk}`, chunk]))
      scopes.set(cached.scope, { ...cached, chunks: [...chunks.values()] })
    },
    dropScope: async (scope) => {
      scopes.delete(scope)
      linked.delete(scope)
    },
    loadLinked: async (scope) => linked.get(scope),
    saveLinked: async (scope, copy) => void linked.set(scope, structuredClone(copy)),
  }
}

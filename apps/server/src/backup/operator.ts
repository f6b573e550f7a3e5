import { DomainError } from '@fulcrum/domain'
import * as z from 'zod/mini'
import type { OperatorHandler } from '../operations/operator.ts'
import type { Backups } from './backups.ts'

const folder = z.string().check(z.minLength(1))
const requests = {
  backup: z.strictObject({ into: z.nullable(folder) }),
  verify: z.strictObject({ dir: folder }),
  restoreWorkspace: z.strictObject({ dir: folder, workspace: folder, inPlace: z.boolean() }),
}

/** `./fulcrum backup`, `verify` and `restore --workspace`, asked of the Fulcrum that runs. */
export function backupOperations(backups: Backups): Readonly<Record<string, OperatorHandler>> {
  return {
    backup: async (args, progress) => {
      const { into } = parsed(requests.backup, args)
      return into === null ? backups.makeHeard(progress) : backups.makeIn(into, progress)
    },
    verify: async (args, progress) => ({ problems: await backups.verify(parsed(requests.verify, args).dir, progress) }),
    restoreWorkspace: async (args, progress) =>
      backups.restoreWorkspace(parsed(requests.restoreWorkspace, args), progress),
  }
}

function parsed<T>(schema: z.ZodMiniType<T>, args: unknown): T {
  const result = schema.safeParse(args)
  if (!result.success) throw new DomainError('invalid', 'The request is not one that this Fulcrum understands.')
  return result.data
}

import { auditFromLog } from './audit-log.ts'
import { auditSealer } from './audit-chain.ts'
import type { AuthContext } from './ports.ts'
import { repeat } from '../repeat.ts'

const everyMs = 1_000

/** Takes changes of rights into the audit table and seals what stands there, each second, outside of anybody's transaction. */
export function keepAudit(context: AuthContext): { stop(): void } {
  const { door, log } = context
  const sealer = auditSealer(context)
  let version = -1

  async function keep(): Promise<void> {
    const seen = door.version()
    if (seen !== version) await auditFromLog(context)
    version = seen
    await sealer.seal()
  }

  return repeat(everyMs, keep, (error) => log.debug({ err: error }, 'the audit table could not be kept'))
}

import type { Recorder } from '../auth/audit.ts'
import type { DoorEvent } from '../auth/security-events.ts'
import type { OperatorHandler } from './operator.ts'

/** Keeps the event that an operation at the machine stands for, once it has been done. */
export function operationRecorder(record: Recorder): (event: DoorEvent, handler: OperatorHandler) => OperatorHandler {
  return (event, handler) => async (args, progress) => {
    const result = await handler(args, progress)
    await record({ event, details: { by: 'operator' } })
    return result
  }
}

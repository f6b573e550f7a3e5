import { callOperator, StartError } from '@fulcrum/server/operations'

/** Asks the Fulcrum that runs on a data folder; what it refuses is shown as its sentence alone. */
export async function askFulcrum(
  dataDir: string,
  operation: string,
  args: unknown,
  progress: (step: unknown) => void,
): Promise<unknown> {
  try {
    return await callOperator(dataDir, operation, args, progress)
  } catch (cause) {
    throw new StartError('backup', cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

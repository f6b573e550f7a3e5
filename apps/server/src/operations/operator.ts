import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { errorCode } from '../database/binaries.ts'
import { connectDataFolder, type DataFolder } from '../database/data-folder.ts'
import type { Log } from '../database/database.ts'

/** Serves one operation to whoever may enter the data folder; its result and progress are JSON. */
export type OperatorHandler = (args: unknown, progress: (step: unknown) => void) => Promise<unknown>

type Request = { operation: string; args: unknown }
type Answer = { progress: unknown } | { result: unknown } | { error: string }

const maxRequestBytes = 64 * 1024

/**
 * Answers local operators (`./fulcrum import ...`) on the held socket of the data folder. Who can open that socket can
 * read the database's files as well, so the folder's permissions are the authorisation. One line of JSON asks, lines of
 * JSON answer, the last being a result or an error.
 */
export function serveOperator(folder: DataFolder, handlers: Readonly<Record<string, OperatorHandler>>, log: Log): void {
  folder.onConnection((socket) => {
    void readRequest(socket).then(async (request) => {
      // Whoever only looked whether somebody is here has asked nothing.
      if (request === undefined && socket.destroyed) return
      const say = (answer: Answer) => socket.write(`${JSON.stringify(answer)}\n`)
      try {
        const handler = request === undefined ? undefined : handlers[request.operation]
        if (request === undefined || handler === undefined)
          throw new Error('This Fulcrum does not know that operation.')
        const result = await handler(request.args, (progress) => say({ progress }))
        say({ result: result ?? null })
      } catch (error) {
        log.warn({ err: error, operation: request?.operation }, 'a local operation failed')
        say({ error: error instanceof Error ? error.message : String(error) })
      }
      socket.end()
    })
  })
}

/** Asks the Fulcrum that runs on a data folder; throws its refusal, or that none runs there. */
export async function callOperator(
  dataDir: string,
  operation: string,
  args: unknown,
  progress: (step: unknown) => void = () => {},
): Promise<unknown> {
  const socket = await connectDataFolder(dataDir)
  if (socket === undefined) {
    throw new Error(`No Fulcrum runs on the data folder ${dataDir}. Start it with ./fulcrum up, then run this again.`)
  }
  socket.write(`${JSON.stringify({ operation, args } satisfies Request)}\n`)
  try {
    for await (const line of createInterface({ input: socket })) {
      const answer: Answer = JSON.parse(line)
      if ('progress' in answer) progress(answer.progress)
      else if ('error' in answer) throw new Error(answer.error)
      else return answer.result
    }
  } catch (error) {
    if (errorCode(error) !== 'ECONNRESET' && errorCode(error) !== 'EPIPE') throw error
    throw new Error('Fulcrum is just starting or stopping: try again in a moment.', { cause: error })
  } finally {
    socket.destroy()
  }
  throw new Error('Fulcrum stopped before it had answered.')
}

function readRequest(socket: Socket): Promise<Request | undefined> {
  return new Promise((resolve) => {
    let text = ''
    // A letter of several bytes may come in two pieces.
    socket.setEncoding('utf8')
    const take = (chunk: string) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end < 0 && text.length <= maxRequestBytes) return
      socket.off('data', take)
      resolve(parseRequest(text.slice(0, end)))
    }
    socket.on('data', take)
    socket.once('close', () => resolve(undefined))
  })
}

function parseRequest(line: string): Request | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || !('operation' in value)) return undefined
    return { operation: String(value.operation), args: 'args' in value ? value.args : undefined }
  } catch {
    return undefined
  }
}

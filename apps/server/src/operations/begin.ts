import { pino, type Logger } from 'pino'
import type { ServerConfig } from '../config/config.ts'
import { openDatabase, type Database } from '../database/database.ts'

/** What of a server is under way before most of its code is loaded. */
export interface Beginning {
  readonly log: Logger
  readonly database: Promise<Database>
}

/** Opens the database, which takes its time beside us. Whoever begins passes it to `startServer`, or stops the database. */
export function beginServer(config: ServerConfig): Beginning {
  const log = pino({ level: config.logLevel, base: null }, pino.destination(2))
  const database = openDatabase(config, log)
  // Whoever waits for it hears of a failure.
  database.catch(() => undefined)
  return { log, database }
}

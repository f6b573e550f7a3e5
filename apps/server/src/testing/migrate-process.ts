// Migrates a database from a folder of migrations, as a process that tests can kill at any moment.
import process from 'node:process'
import { migrate } from '../database/migrate.ts'
import { createPool } from '../database/pool.ts'
import { silentLog } from './temporary-cluster.ts'

const [url = '', dir = ''] = process.argv.slice(2)
const pool = createPool(url, silentLog, 2)
process.stdout.write('started\n')
const version = await migrate(pool, { dir })
await pool.end()
process.stdout.write(`done ${version}\n`)

// Upgrades the data of a database to this version, as a process that tests can kill at any moment.
import process from 'node:process'
import { upgradeHere } from '../backup/upgrade.ts'
import { readConfig } from '../config/config.ts'

const [databaseUrl = '', data = ''] = process.argv.slice(2)
process.stdout.write('started\n')
const { from, to } = await upgradeHere(readConfig({ data }, { DATABASE_URL: databaseUrl, FULCRUM_LOG: 'silent' }))
process.stdout.write(`done ${from} ${to}\n`)

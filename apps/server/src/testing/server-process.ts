// A whole server as a process of its own, for tests that kill it: says its address and the owner's token in one JSON line.
import process from 'node:process'
import { startServer } from '../compose.ts'
import { readConfig } from '../config/config.ts'
import { tokenOf } from './booted-server.ts'

const [dataDir = '', port = '0'] = process.argv.slice(2)
const server = await startServer(readConfig({ port, data: dataDir }, process.env))
process.stdout.write(`${JSON.stringify({ url: server.address, token: tokenOf(server.ownerLink ?? '') })}\n`)
process.stdin.resume().once('end', () => process.exit(1))
process.once('SIGTERM', () => {
  void server.stop().then(() => process.exit(0))
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../testing/temporary-cluster.ts'
import { DrawSmall } from './draw-small.ts'

const dirs: string[] = []
const drawings: DrawSmall[] = []

afterEach(() => {
  for (const drawing of drawings.splice(0)) drawing.stop()
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true })
})

/** Draws by a program that stands in for the one that has sharp, and collects what is logged. */
function drawingBy(source: string, options: { readonly patienceMs?: number; readonly pauseMs?: number } = {}) {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'fulcrum-draw-'))
  dirs.push(dir)
  const program = path.join(dir, 'program.mjs')
  writeFileSync(program, source)
  const warnings: unknown[] = []
  const log = { ...silentLog, warn: (details: unknown) => warnings.push(details) }
  const drawing = new DrawSmall({ log, program, ...options })
  drawings.push(drawing)
  return { drawing, warnings }
}

const answering = (content: string) => `
  process.on('disconnect', () => process.exit())
  process.on('message', () => process.send({ content: Buffer.from(${content}) }))
  process.send('ready')`

test('where the process cannot be started, nothing more is read for a while, and one warning says why', async () => {
  const { drawing, warnings } = drawingBy(`throw new Error('sharp has nothing for this machine')`, { pauseMs: 2_000 })
  let reads = 0
  const draw = () =>
    drawing.draw(320, async () => {
      reads += 1
      return Buffer.from('a picture')
    })
  const answers = await Promise.allSettled([draw(), draw(), draw()])
  await expect(draw()).rejects.toMatchObject({ name: 'UndrawableError', ever: false })
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(reads).toBe(1)
  await expect
    .poll(() => warnings, { timeout: 10_000 })
    .toEqual([{ said: expect.stringContaining('sharp has nothing for this machine') as string }])
  await expect.poll(() => draw().then(null, () => reads), { timeout: 10_000 }).toBe(2)
})

test('a process that ended while nothing was drawn is replaced, and costs no picture', async () => {
  const { drawing, warnings } = drawingBy(answering('String(process.pid)'))
  const pid = async () => Number(Buffer.from(await drawing.draw(320, async () => Buffer.from('a picture'))))
  const first = await pid()
  process.kill(first, 'SIGKILL')
  await expect.poll(() => isRunning(first), { timeout: 10_000 }).toBe(false)
  expect(await pid()).not.toBe(first)
  expect(warnings).toEqual([])
})

test('a store that does not answer takes the place in the line no longer than a picture may', async () => {
  const { drawing } = drawingBy(answering(`'drawn'`), { patienceMs: 5_000 })
  let signal: AbortSignal | undefined
  const stuck = drawing.draw(320, (until) => {
    signal = until
    return new Promise(() => {})
  })
  const next = drawing.draw(320, async () => Buffer.from('a picture'))
  await expect(stuck).rejects.toMatchObject({ name: 'UndrawableError', ever: false })
  expect(signal?.aborted).toBe(true)
  expect(Buffer.from(await next).toString()).toBe('drawn')
})

test('the process knows nothing of our environment but where things lie', async () => {
  process.env['FULCRUM_SECRET'] = 'for the server alone'
  const { drawing } = drawingBy(answering('Object.keys(process.env).join()'))
  const names = Buffer.from(await drawing.draw(320, async () => Buffer.from('a picture')))
    .toString()
    .split(',')
  delete process.env['FULCRUM_SECRET']
  expect(names).toContain('PATH')
  expect(names.filter((name) => /FULCRUM|HOME/.test(name))).toEqual([])
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

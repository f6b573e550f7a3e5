import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { killRounds } from './testing/kill-rounds.ts'

test('kill -9 of Node, of PostgreSQL and of both loses nothing that was acknowledged', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'fulcrum-kill-'))
  try {
    const report = await killRounds({ dataDir, rounds: 10, random: Math.random })
    expect(report).toMatchObject({ lost: 0, halfDone: 0, refused: 0, rounds: 10 })
    expect(report.acknowledged).toBeGreaterThan(100)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

import { createHash } from 'node:crypto'
import { DomainError } from '@fulcrum/domain'
import { maxPictureBytes, maxPictureSide } from '@fulcrum/protocol'
import type { AccountId, MemberId } from '@fulcrum/domain'
import type pg from 'pg'
import { readPicture } from './read-picture.ts'

export interface PictureShelf {
  readonly pool: pg.Pool
  readonly accountId: AccountId
  readonly now: () => number
}

export interface Picture {
  readonly type: string
  readonly bytes: Buffer
}

/** What one person may keep beside the picture they show: undo finds it there. */
const keptBefore = 20

/** Keeps a picture and gives its hash; the same picture twice is kept once. */
export async function storePicture(
  { pool, accountId, now }: PictureShelf,
  member: MemberId,
  bytes: Buffer,
): Promise<string> {
  const facts = readPicture(bytes)
  if (facts === null || bytes.length > maxPictureBytes) {
    throw new DomainError('invalid', 'A picture is a PNG or WebP of at most 100 kB.', { field: 'picture' })
  }
  if (Math.max(facts.width, facts.height) > maxPictureSide) {
    throw new DomainError('invalid', `A picture is at most ${maxPictureSide} pixels wide and high.`, {
      field: 'picture',
    })
  }
  const hash = createHash('sha256').update(bytes).digest('hex')
  await pool.query(
    `INSERT INTO member_picture (account, hash, type, bytes, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (account, hash) DO NOTHING`,
    [accountId, hash, facts.type, bytes, member, now()],
  )
  // Whoever sends one after another fills no disk; what somebody shows stays.
  await pool.query(
    `DELETE FROM member_picture AS old WHERE account = $1 AND hash IN (
       SELECT hash FROM member_picture WHERE account = $1 AND created_by = $2 ORDER BY created_at DESC, hash OFFSET $3
     ) AND NOT EXISTS (SELECT 1 FROM member WHERE account = $1 AND picture = old.hash)`,
    [accountId, member, keptBefore],
  )
  return hash
}

/** A picture by its hash; null where there is none. */
export async function findPicture({ pool, accountId }: PictureShelf, hash: string): Promise<Picture | null> {
  const { rows } = await pool.query<Picture>(
    'SELECT type, bytes FROM member_picture WHERE account = $1 AND hash = $2',
    [accountId, hash],
  )
  return rows[0] ?? null
}

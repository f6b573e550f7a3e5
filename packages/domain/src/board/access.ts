import * as z from 'zod/mini'

/** Who sees a board: members of the account, those who are named, or those and guests. */
export const boardAccess = z.enum(['main', 'private', 'shareable'])

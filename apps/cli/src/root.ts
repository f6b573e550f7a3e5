import path from 'node:path'

/** The clone this runs in: Fulcrum is run in place. */
export const root = path.resolve(import.meta.dirname, '../../..')

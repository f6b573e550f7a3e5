import { extreme } from './min.ts'

/** The largest number. */
export const max = extreme('max', -1, ['number', 'instant', 'day'])

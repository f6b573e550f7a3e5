import { extreme } from './min.ts'

/** The last point in time. */
export const latest = extreme('latest', -1, ['instant', 'day'])

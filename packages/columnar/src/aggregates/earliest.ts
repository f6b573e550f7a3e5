import { extreme } from './min.ts'

/** The first point in time. */
export const earliest = extreme('earliest', 1, ['instant', 'day'])

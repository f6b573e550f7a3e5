import * as z from 'zod/mini'
import { firstDay, lastDay } from './days.ts'

/** A day: whole days since 1970-01-01, without a zone. */
export const daySchema = z.int('Expected a day as whole days since 1970-01-01.').check(z.gte(firstDay), z.lte(lastDay))

/** Minutes since midnight. */
export const minuteSchema = z.int('Expected minutes since midnight.').check(z.gte(0), z.lte(1439))

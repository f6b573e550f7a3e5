import { fail, ok } from '@fulcrum/domain'
import type { Json, Result } from '@fulcrum/domain'
import type * as z from 'zod/mini'

/** A value as a schema takes it, or the first thing that is wrong with it. */
export function checkedBy<V extends Json>(schema: z.ZodMiniType<V>, value: unknown): Result<V> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  return fail(parsed.error.issues[0]?.message ?? 'This is not a value of this kind.')
}

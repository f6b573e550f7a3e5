import * as z from 'zod/mini'
import { isScope } from './scope.ts'
import type { Scope } from './scope.ts'

/** A schema for the name of a scope. */
export const scopeArg = z
  .string()
  .check(z.refine((text) => isScope(text), 'Not a scope.')) as unknown as z.ZodMiniType<Scope>

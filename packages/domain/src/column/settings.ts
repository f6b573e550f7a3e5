import { DomainError } from '../errors.ts'
import type { Json } from '../json.ts'
import type { ColumnKind } from './kind.ts'

/** Settings as the kind takes them, or a sentence that says what is wrong with them. */
export function checkedSettings(kind: ColumnKind, settings: Json): Json {
  const parsed = kind.settings.safeParse(settings)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new DomainError(
    'invalid',
    `Settings of ${kind.label}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'not valid'}`,
    {
      kind: kind.id,
    },
  )
}

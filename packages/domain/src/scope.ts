import { assert } from './errors.ts'
import { isUuid } from './uuid.ts'

/** The kinds of scope in the order in which their rows are locked. */
export const scopeKinds = ['account', 'board', 'dashboard', 'doc', 'item', 'user'] as const

export type ScopeKind = (typeof scopeKinds)[number]

/** The unit of order, permission, sync and cache: `board:<uuid>`. */
export type Scope = `${ScopeKind}:${string}`

/** Builds a scope's name. `scopeOf('board', id)` */
export function scopeOf(kind: ScopeKind, id: string): Scope {
  assert(isUuid(id), `a UUID in the scope ${kind}:${id}`)
  return `${kind}:${id}`
}

/** The kind of a scope. */
export function scopeKind(scope: Scope): ScopeKind {
  return scope.slice(0, scope.indexOf(':')) as ScopeKind
}

/** The UUID of a scope. */
export function scopeId(scope: Scope): string {
  return scope.slice(scope.indexOf(':') + 1)
}

/** True for a well-formed scope name; for text from outside. */
export function isScope(text: string): text is Scope {
  const at = text.indexOf(':')
  return at > 0 && (scopeKinds as readonly string[]).includes(text.slice(0, at)) && isUuid(text.slice(at + 1))
}

/** The order in which scopes are locked, everywhere: kind, then id. */
export function inLockOrder(scopes: readonly Scope[]): Scope[] {
  return [...new Set(scopes)].sort((left, right) => (left < right ? -1 : 1))
}

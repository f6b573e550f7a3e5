import * as z from 'zod/mini'
import { uuidPattern } from './uuid.ts'

declare const brand: unique symbol

/** A UUID of one noun: `Id<'board'>` cannot be passed where an `Id<'item'>` is wanted. */
export type Id<Noun extends string> = string & { readonly [brand]: Noun }

export type AccountId = Id<'account'>
export type MemberId = Id<'member'>
export type ChangeId = Id<'change'>

/** Of which noun each schema of ids is. */
const nouns = new WeakMap<object, string>()

/** A schema for the id of one noun. */
export function idOf<Noun extends string>(noun: Noun): z.ZodMiniType<Id<Noun>> {
  const schema = z.string().check(z.regex(uuidPattern, 'Expected a UUID.')) as unknown as z.ZodMiniType<Id<Noun>>
  nouns.set(schema, noun)
  return schema
}

/** The noun whose ids a schema takes: `nounOf(idOf('item')) // 'item'`; undefined for every other schema. */
export function nounOf(schema: object): string | undefined {
  return nouns.get(schema)
}

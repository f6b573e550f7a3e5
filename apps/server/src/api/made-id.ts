import { nounOf } from '@fulcrum/domain'
import type { Command } from '@fulcrum/domain'
import { shapeOf } from './map-schema.ts'

/** Commands that make something and take its id, so that what is made offline has one. Programs may leave it out. */
const makers = /\.(create|post)$/

/** The argument that is the id of what a command makes, and of what noun it is. */
export function madeIdOf({ name, args }: Command): { readonly field: string; readonly noun: string } | null {
  if (!makers.test(name)) return null
  const shape = shapeOf(args)
  const field = shape['id'] ? 'id' : name.slice(0, name.indexOf('.'))
  const noun = shape[field] && nounOf(shape[field])
  return noun === undefined ? null : { field, noun }
}

import type { ViewContext, ViewPerson } from '../view-contract.web.ts'

/** Anybody whom a cell names; of somebody unknown at least the name that is known. */
export function personOf(id: string, context: ViewContext): ViewPerson {
  return context.person(id) ?? { id, name: context.personName(id) }
}

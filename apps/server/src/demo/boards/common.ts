import type { ImportOption } from '@fulcrum/integration-kit'
import { team } from '../data/team.ts'
import type { Dice } from '../dice.ts'
import { labels } from '../document.ts'
import type { DemoField } from '../document.ts'

/** The parts of Tidewater, as tags. */
const componentOptions: { readonly options: readonly ImportOption[] } = labels(
  ['api', 'blue'],
  ['web', 'teal'],
  ['tracking', 'violet'],
  ['mobile', 'cyan'],
  ['billing', 'lime'],
  ['notifications', 'pink'],
  ['search', 'yellow'],
  ['auth', 'orange'],
  ['data', 'green'],
  ['infra', 'slate'],
  ['quality', 'red'],
  ['planning', 'grey'],
)

export const ownerField: DemoField = {
  key: 'owner',
  title: 'Owner',
  kind: 'people',
  settings: { peopleByKey: true },
  columnRole: 'owner',
}

export const componentField: DemoField = {
  key: 'component',
  title: 'Component',
  kind: 'tags',
  settings: componentOptions,
}

export const descriptionField: DemoField = { key: 'description', title: 'Description', kind: 'longText' }

/** Who takes work of a component: mostly those who know it. */
export function ownerFor(component: string, dice: Dice): string {
  const experts = team.filter(({ components }) => (components as readonly string[]).includes(component))
  return dice.chance(0.75) && experts.length > 0 ? dice.pick(experts).key : dice.pick(builders)
}

/** Those of the team who build. */
export const builders: readonly string[] = ['tomas', 'aisha', 'jonas', 'david', 'yuki']

export const everybody: readonly string[] = team.map(({ key }) => key)

import type { ImportKind } from '../import-source.ts'
import { checkboxKind } from './checkbox.ts'
import { dateKind } from './date.ts'
import type { ImportKindDefinition } from './kind.ts'
import { emailKind } from './email.ts'
import { filesKind } from './files.ts'
import { itemsKind, waitsKind } from './items.ts'
import { linkKind } from './link.ts'
import { longTextKind } from './long-text.ts'
import { numberKind } from './number.ts'
import { peopleKind } from './people.ts'
import { phoneKind } from './phone.ts'
import { statusKind } from './status.ts'
import { tagsKind } from './tags.ts'
import { textKind } from './text.ts'
import { timelineKind } from './timeline.ts'

/** Every kind a field can be taken for, in the order in which a column is held against them; the last fits always. */
export const importKindDefinitions: readonly ImportKindDefinition[] = [
  checkboxKind,
  dateKind,
  timelineKind,
  numberKind,
  emailKind,
  linkKind,
  phoneKind,
  longTextKind,
  peopleKind,
  statusKind,
  tagsKind,
  itemsKind,
  waitsKind,
  filesKind,
  textKind,
]

const byId: ReadonlyMap<string, ImportKindDefinition> = new Map(importKindDefinitions.map((each) => [each.id, each]))

/** What the kit knows of a kind. */
export function importKindOf(id: ImportKind): ImportKindDefinition {
  return byId.get(id) ?? textKind
}

import {
  addLabel,
  hasLabels,
  liveLabels,
  recolourLabel,
  renameLabel,
  reorderLabel,
  retireLabel,
  type LabelSettings,
} from '@fulcrum/columns'
import { allowedRules, DomainError, must, rulesOf, withLimit } from '@fulcrum/domain'
import type { BoardColumn, Json, Limit } from '@fulcrum/domain'
import { announce, type LabelColour } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { labelOfKey, type SectionInfo } from '../../model/sections.ts'
import type { BoardScene } from '../../scene.tsx'

/** What can be done to the columns of cards themselves, by whoever may change what they stand for. */
export interface HeadChanges {
  /** Whether this one can be changed: `No status` is none. */
  readonly has: (info: SectionInfo) => boolean
  readonly rename: (info: SectionInfo, title: string) => void
  readonly recolour: (info: SectionInfo, colour: LabelColour) => void
  /** Puts a column before another one; behind all others without one. */
  readonly moveBefore: (info: SectionInfo, before: SectionInfo | undefined) => void
  readonly add: (title: string) => void
  readonly end: { readonly title: string; readonly hint: string; readonly run: (info: SectionInfo) => void }
  /** Sets how many cards a column takes; absent where columns have no limits. */
  readonly setLimit?: (info: SectionInfo, limit: Omit<Limit, 'choice'> | null) => void
}

/** The changes that this person may make to the columns of the view; null where the columns are not to be changed here. */
export function headChanges(scene: BoardScene): HeadChanges | null {
  const { view, rights } = scene
  if (!rights.structure) return null
  if (view.groupBy.column === 'group') return groupHeads(scene)
  const column = view.groupBy.source
  return column !== undefined && hasLabels(column.settings) ? labelHeads(scene, column) : null
}

/** Columns that are labels change as labels do in cells: by what is set up of their column. */
function labelHeads({ structure, runner }: BoardScene, column: BoardColumn): HeadChanges {
  // @NOTE `headChanges` looked: these settings hold labels.
  const settings = column.settings as Json & LabelSettings
  const change = (make: (settings: Json & LabelSettings) => Json & LabelSettings): void => {
    try {
      structure.updateColumn(column.id, { settings: make(settings) })
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal
      runner.refuse(told(refusal.message))
    }
  }
  const numberOf = ({ key }: SectionInfo): number => must(labelOfKey(key), 'a label')
  const isLabel = ({ key }: SectionInfo): boolean => {
    const own = labelOfKey(key)
    return liveLabels(settings).some(({ number }) => number === own)
  }
  return {
    has: isLabel,
    rename: (info, title) => change((now) => renameLabel(now, numberOf(info), title)),
    recolour: (info, colour) => change((now) => recolourLabel(now, numberOf(info), colour)),
    moveBefore: (info, before) => {
      change((now) =>
        reorderLabel(now, numberOf(info), before === undefined || !isLabel(before) ? null : numberOf(before)),
      )
      announce(movedWords(info, before))
    },
    add: (name) => change((now) => addLabel(now, { name }).settings),
    end: {
      title: t('Retire'),
      hint: t('Items keep it; nobody can choose it any more'),
      run: (info) => change((now) => withoutDefault(retireLabel(now, numberOf(info)), numberOf(info))),
    },
    ...(allowedRules(column.kind, settings).rules.has('limits') && {
      setLimit: (info: SectionInfo, limit: Omit<Limit, 'choice'> | null) => {
        const rules = withLimit(rulesOf(column), numberOf(info), limit)
        // @NOTE rules are JSON.
        structure.updateColumn(column.id, { rules: Object.keys(rules).length === 0 ? null : (rules as Json) })
      },
    }),
  }
}

function movedWords({ title }: SectionInfo, before: SectionInfo | undefined): string {
  return before === undefined
    ? t('{title} moved to the end', { title })
    : t('{title} moved before {title2}', { title, title2: before.title })
}

/** New items cannot begin with what nobody can choose. */
function withoutDefault(settings: Json & LabelSettings, number: number): Json & LabelSettings {
  const { defaultLabel, ...rest } = settings as { readonly defaultLabel?: number } & LabelSettings & {
      [name: string]: Json
    }
  return defaultLabel === number ? rest : settings
}

function groupHeads({ structure }: BoardScene): HeadChanges {
  return {
    has: ({ groupId }) => groupId !== undefined,
    rename: ({ id }, title) => structure.updateGroup(id, { title }),
    recolour: ({ id }, colour) => structure.updateGroup(id, { colour }),
    moveBefore: (info, before) => {
      structure.moveGroupBefore(info.id, before?.id)
      announce(movedWords(info, before))
    },
    add: (title) => void structure.addGroup(title),
    end: {
      title: t('Delete group'),
      hint: t('Its items go to the trash with it'),
      run: ({ id }) => structure.removeGroup(id),
    },
  }
}

import type { FoundAnywhere, FoundDoc, FoundMark } from '@fulcrum/protocol'
import type { IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { Member } from '../../shell/account.ts'
import type { Action } from '../../shell/actions.ts'
import { docPath, itemPath } from '../../shell/paths.ts'

/** One line of the palette: a command, or something to open. */
export interface PaletteLine {
  readonly id: string
  readonly section: string
  readonly title: string
  readonly marks?: readonly FoundMark[]
  readonly icon?: IconName
  /** The key of an item. */
  readonly itemKey?: string
  /** Said at the end of the line. */
  readonly hint?: string
  /** Where an item was found by another text than its title. */
  readonly under?: { readonly lead: string; readonly text: string; readonly marks: readonly FoundMark[] }
  readonly person?: Member
  readonly shortcut?: string
  readonly run: () => void
}

/** The line of a command. */
export function actionLine({ id, section, title, icon, hint, shortcut, run }: Action): PaletteLine {
  return {
    id,
    section,
    title,
    run,
    ...(icon !== undefined && { icon }),
    ...(hint !== undefined && hint !== '' && { hint }),
    ...(shortcut !== undefined && { shortcut: shortcut.split(',')[0] ?? '' }),
  }
}

/** The line of an item that was found. */
export function itemLine(item: FoundAnywhere, go: (href: string) => void): PaletteLine {
  const { id, board, row, key, title, marks, boardName, excerpt, excerptMarks, where, column } = item
  return {
    id: `item:${id}`,
    section: t('Items'),
    title,
    marks,
    itemKey: key,
    hint: boardName,
    ...(excerpt !== null && {
      under: { lead: where === 'message' ? t('Update') : (column ?? ''), text: excerpt, marks: excerptMarks },
    }),
    run: () => go(itemPath(board, row)),
  }
}

/** The line of a doc that was found. */
export function docLine(doc: FoundDoc, go: (href: string) => void): PaletteLine {
  const { id, name, marks, excerpt, excerptMarks } = doc
  return {
    id: `doc:${id}`,
    section: t('Docs'),
    title: name,
    marks,
    icon: 'doc',
    ...(excerpt !== null && { under: { lead: '', text: excerpt, marks: excerptMarks } }),
    run: () => go(docPath(id)),
  }
}

/** Lines under their headings, in the order in which the headings first come. */
export function inSections(lines: readonly PaletteLine[]): readonly (readonly [string, readonly PaletteLine[]])[] {
  return [...Map.groupBy(lines, ({ section }) => section)]
}

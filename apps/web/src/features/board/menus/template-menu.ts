import { maxItemTitleLength, templatesOf } from '@fulcrum/domain'
import type { Anchor, MenuItem } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { Overlays } from '../overlays.tsx'
import type { BoardScene } from '../scene.tsx'

/** Lists the templates of a board: one makes an item once its title is known, and each can be opened. */
export function showTemplates(scene: BoardScene, overlays: Overlays, anchor: Anchor): void {
  const { state, items, onOpenRow, runner } = scene
  const templates = templatesOf(state)
  if (templates.length === 0) {
    runner.refuse(t('This board has no template yet: choose “Use as template” in the menu of an item.'))
    return
  }
  const lines = (onSelect: (row: number, title: string) => void): MenuItem[] =>
    templates.map((row) => {
      const title = String(state.system(row, 'title') ?? '')
      return { id: String(row), title, icon: 'file', onSelect: () => onSelect(row, title) }
    })
  const make = (row: number, title: string): void =>
    overlays.ask(anchor, {
      label: t('Title of the new item'),
      value: title,
      keeps: true,
      maxLength: maxItemTitleLength,
      onAnswer: (chosen) => items.addFrom(row, chosen),
    })
  overlays.menu(
    anchor,
    t('From a template'),
    [
      { title: t('New item from a template'), items: lines(make) },
      { items: [{ id: 'open', title: t('Open a template'), icon: 'open', items: [{ items: lines(onOpenRow) }] }] },
    ],
    'end',
  )
}

import { must } from '@fulcrum/domain'
import type { Limit } from '@fulcrum/domain'
import { Popover, type Anchor, type MenuItem, type MenuSection } from '@fulcrum/ui'
import { ColourPalette } from '@fulcrum/ui/colour-palette'
import { t } from '@fulcrum/ui/messages'
import type { SectionInfo } from '../../model/sections.ts'
import type { Overlays } from '../../overlays.tsx'
import type { BoardScene } from '../../scene.tsx'
import type { HeadChanges } from './heads.ts'
import { LimitForm } from './limit-form.tsx'

/** What the menu of a column's head is about. */
export interface HeadOfColumn {
  readonly info: SectionInfo
  /** The columns as they stand, for what is beside this one. */
  readonly infos: readonly SectionInfo[]
  readonly changes: HeadChanges | null
  readonly limit: Limit | undefined
  /** Finished items do not count in it. */
  readonly onlyOpen: boolean
  /** Counts what counts for a limit there. */
  readonly countNow: () => number
  readonly foldable: boolean
  readonly onAdd: () => void
  readonly onSelectAll: () => void
}

/** The menu of a column's head. */
export function headMenu(
  { model, rights }: BoardScene,
  head: HeadOfColumn,
  anchor: Anchor,
  overlays: Overlays,
): readonly MenuSection[] {
  const { info, changes, foldable } = head
  const cards: MenuItem[] = [
    ...(rights.edit ? [{ id: 'add', title: t('Add item'), icon: 'plus' as const, onSelect: head.onAdd }] : []),
    {
      id: 'select',
      title: t('Select all cards'),
      icon: 'checkbox',
      disabled: (model?.countOf(info.id) ?? 0) === 0,
      onSelect: head.onSelectAll,
    },
    ...(foldable
      ? [
          {
            id: 'fold',
            title: t('Fold'),
            icon: 'chevron-left' as const,
            onSelect: () => model?.toggleSection(info.id, true),
          },
        ]
      : []),
  ]
  if (changes === null || !changes.has(info)) return [{ items: cards }]
  return [
    { items: cards },
    { items: changeItems(head, changes, anchor, overlays) },
    {
      items: [
        {
          id: 'end',
          title: changes.end.title,
          hint: changes.end.hint,
          icon: 'archive',
          danger: info.groupId !== undefined,
          onSelect: () => changes.end.run(info),
        },
      ],
    },
  ]
}

function changeItems(
  { info, infos, limit, onlyOpen, countNow }: HeadOfColumn,
  changes: HeadChanges,
  anchor: Anchor,
  overlays: Overlays,
): MenuItem[] {
  const { setLimit } = changes
  const movable = infos.filter(changes.has)
  const at = movable.findIndex(({ id }) => id === info.id)
  return [
    {
      id: 'rename',
      title: t('Rename'),
      icon: 'edit',
      onSelect: () =>
        overlays.ask(anchor, {
          label: t('Name of the column'),
          value: info.title,
          maxLength: 100,
          onAnswer: (title) => changes.rename(info, title),
        }),
    },
    {
      id: 'colour',
      title: t('Colour'),
      icon: 'tag',
      onSelect: () =>
        overlays.show((close) => (
          <Popover open anchor={anchor} label={t('Colour')} onClose={close}>
            <ColourPalette
              label={t('Colour')}
              value={info.colour ?? 'grey'}
              onChange={(colour) => {
                changes.recolour(info, colour)
                close()
              }}
            />
          </Popover>
        )),
    },
    ...(setLimit === undefined
      ? []
      : [
          {
            id: 'limit',
            title: limit === undefined ? t('Set a limit …') : t('Limit: {most} …', { most: limit.most }),
            icon: 'sliders' as const,
            onSelect: () =>
              overlays.show((close) => (
                <Popover open anchor={anchor} label={t('Limit of {title}', { title: info.title })} onClose={close}>
                  <LimitForm
                    limit={limit}
                    there={countNow()}
                    onlyOpen={onlyOpen}
                    onSet={(next) => setLimit(info, next)}
                    onClose={close}
                  />
                </Popover>
              )),
          },
        ]),
    {
      id: 'left',
      title: t('Move left'),
      icon: 'arrow-left',
      shortcut: 'Alt ←',
      disabled: at <= 0,
      onSelect: () => changes.moveBefore(info, must(movable[at - 1], 'one before')),
    },
    {
      id: 'right',
      title: t('Move right'),
      icon: 'arrow-right',
      shortcut: 'Alt →',
      disabled: at === movable.length - 1,
      onSelect: () => changes.moveBefore(info, movable[at + 2]),
    },
  ]
}

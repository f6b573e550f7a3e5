import { Popover, type Anchor } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef } from 'react'
import { useActions, useToasts } from '../../shell/client-context.tsx'
import { boardTrashPath } from '../../shell/paths.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { ExportBoard, HiddenColumns, SortEditor, withParts } from './lazy-parts.ts'
import { useOverlays } from './overlays.tsx'
import { useScene, type BoardScene } from './scene.tsx'
import { toItems } from './to-items.ts'
import { useTabMoves } from './toolbar/use-tab-moves.ts'
import { useMissingView } from './use-missing-view.ts'
import { viewBody } from './views/all.ts'

/** Offers the palette what the buttons of a board do, so that no way to any of it is long. */
export function BoardCommands(): null {
  const scene = useScene()
  const overlays = useOverlays()
  const toasts = useToasts()
  const go = useGo()
  const { rights, structure, still, saved } = scene
  const kind = viewBody(saved.kind)
  const { tools } = kind
  const hasTools = !('bare' in kind && kind.bare)
  const section = t('Board')
  useWayToItems(scene)
  useMissingView(scene)
  useTabMoves(scene)
  const mayChange = rights.structure && still === null
  useActions([
    {
      id: 'board.export',
      title: t('Export this board'),
      section,
      icon: 'download',
      keywords: t('csv excel xlsx markdown json download save file'),
      run: () => overlays.show((close) => <ExportBoard scene={scene} onClose={close} />),
    },
    ...(['archived', 'items'] as const).map((part) => ({
      id: `board.trash.${part}`,
      title: part === 'archived' ? t('Archived items of this board') : t('Trash of this board'),
      section,
      icon: part === 'archived' ? ('archive' as const) : ('trash' as const),
      keywords: t('deleted restore bring back bin recover'),
      run: () => go(boardTrashPath(scene.boardId, part)),
    })),
    ...(rights.edit && still === null
      ? [
          {
            id: 'board.from-template',
            title: t('New item from a template …'),
            section,
            icon: 'file' as const,
            keywords: t('add create copy checklist'),
            run: () => withParts(({ showTemplates }) => showTemplates(scene, overlays, middle())),
          },
          {
            id: 'item.duplicate',
            title: t('Duplicate this item'),
            section: t('Item'),
            icon: 'copy' as const,
            run: () => withParts(({ duplicateHere }) => duplicateHere(scene, toasts)),
          },
        ]
      : []),
    ...(mayChange
      ? [
          {
            id: 'board.new-group',
            title: t('New group'),
            section,
            icon: 'group' as const,
            run: () =>
              overlays.ask(middle(), {
                label: t('New group'),
                placeholder: t('Name, then Enter'),
                onAnswer: (title) => void structure.addGroup(title),
              }),
          },
          {
            id: 'board.add-column',
            title: t('Add column'),
            section,
            icon: 'plus' as const,
            keywords: t('new field property'),
            run: () => withParts(({ showAddColumn }) => showAddColumn(overlays, middle())),
          },
        ]
      : []),
    ...(still === null
      ? [
          {
            id: 'board.view-menu',
            title: t('Menu of this view'),
            section,
            icon: 'sliders' as const,
            keywords: t('default open rename save delete move order tab duplicate copy link'),
            run: () =>
              withParts(({ viewMenu }) =>
                overlays.menu(middle(), saved.name, viewMenu(scene, saved, middle(), { overlays, toasts })),
              ),
          },
          {
            id: 'board.add-view',
            title: t('Add view'),
            section,
            icon: 'board' as const,
            keywords: t('new kanban calendar timeline gantt form chart table'),
            run: () =>
              withParts(({ kindMenu, newViewMenu }) =>
                overlays.menu(middle(), t('Add view'), [
                  ...kindMenu(scene, toasts),
                  ...newViewMenu(scene, middle(), overlays),
                ]),
              ),
          },
        ]
      : []),
    ...(hasTools
      ? [
          {
            id: 'board.filter',
            title: t('Filter this view'),
            section,
            icon: 'filter' as const,
            run: () => withParts(({ showNewFilter }) => showNewFilter(scene, overlays, middle())),
          },
        ]
      : []),
    ...(hasTools && tools.group !== undefined
      ? [
          {
            id: 'board.group-by',
            title: t('Group this view by …'),
            section,
            icon: 'group' as const,
            run: () => withParts(({ groupSections }) => overlays.menu(middle(), t('Group by'), groupSections(scene))),
          },
        ]
      : []),
    ...(hasTools && tools.sort
      ? [
          {
            id: 'board.sort',
            title: t('Sort this view'),
            section,
            icon: 'sort' as const,
            run: () =>
              overlays.show((close) => (
                <Popover open anchor={middle()} label={t('Sort')} onClose={close} className="fb-sort">
                  <SortEditor />
                </Popover>
              )),
          },
        ]
      : []),
    ...(hasTools && tools.hidden
      ? [
          {
            id: 'board.columns',
            title: t('Show or hide columns'),
            section,
            icon: 'eye' as const,
            run: () =>
              overlays.show((close) => (
                <Popover open anchor={middle()} label={t('Columns')} onClose={close}>
                  <HiddenColumns />
                </Popover>
              )),
          },
          {
            id: 'board.colours',
            title: t('Colour rows and cells by rules'),
            section,
            icon: 'tag' as const,
            keywords: t('conditional colour color formatting highlight'),
            run: () => withParts(({ showColourRules }) => showColourRules(overlays, middle())),
          },
        ]
      : []),
  ])
  return null
}

/** When it is looked whether a view that was chosen is drawn. */
const LOOKS_MS = [0, 100, 400, 1_500]

/** Arrows on the page itself go to the items, and so does the keyboard when another view comes and it is on nothing else. */
function useWayToItems({ grid, saved, ready }: BoardScene): void {
  const seen = useRef(saved.id)
  useEffect(() => {
    if (!ready || seen.current === saved.id) return undefined
    seen.current = saved.id
    // What draws the view may still be on its way.
    const looks = LOOKS_MS.map((ms) => setTimeout(() => onPage() && toItems({ grid }), ms))
    return () => looks.forEach(clearTimeout)
  }, [ready, saved.id, grid])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, defaultPrevented, ctrlKey, metaKey, altKey, shiftKey } = event
      if (defaultPrevented || ctrlKey || metaKey || altKey || shiftKey || !key.startsWith('Arrow') || !onPage()) return
      toItems({ grid })
      // A page without items to walk scrolls.
      if (!onPage()) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [grid])
}

/** The keyboard is on nothing of the page, and nothing lies over it that has the keys. */
function onPage(): boolean {
  const at = document.activeElement
  if (at !== document.body && at?.id !== 'main') return false
  return document.querySelector('[aria-modal=true],.fu-popover') === null
}

/** Where that opens to which no button leads. */
function middle(): Anchor {
  return { x: window.innerWidth / 2 - 120, y: 160 }
}

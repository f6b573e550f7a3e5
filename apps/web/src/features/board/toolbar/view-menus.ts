import { viewKind, viewKinds } from '@fulcrum/domain'
import type { ViewKind } from '@fulcrum/domain'
import type { Anchor, IconName, MenuItem, MenuSection, ToastStore } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { ownChoice, type SavedView } from '../model/records.ts'
import { newViewName } from '../model/view-names.ts'
import { PLAIN_VIEW_ID } from '../model/view-state.ts'
import type { Overlays } from '../overlays.tsx'
import type { BoardScene } from '../scene.tsx'
import { viewBody } from '../views/all.ts'
import { focusTab } from './focus-tab.ts'
import { stepView, viewsBeside } from './move-view.ts'
import { copyItems } from './view-copies.ts'

/** A new view of each kind; for oneself alone in a menu of its own. */
export function kindMenu(scene: BoardScene, toasts: ToastStore): readonly MenuSection[] {
  const { rights, state, records } = scene
  const names = records.views.map(({ name }) => name)
  const add = (kind: ViewKind, mine: boolean): void => {
    const begun = kind.begin(state)
    if ('lacks' in begun) toasts.show({ icon: 'info', text: begun.lacks })
    else focusTab(scene.addView(kind.id, newViewName(kind, names), mine, begun))
  }
  const lines = (mine: boolean): MenuItem[] =>
    viewKinds.flatMap(({ id }) => {
      const kind = viewKind(id)
      const { id: drawn, icon } = viewBody(id)
      if (kind === undefined || drawn !== id) return []
      return {
        id: mine ? `my-${id}` : id,
        title: told(kind.label),
        icon,
        hint: told(kind.description),
        onSelect: () => add(kind, mine),
      }
    })
  if (!rights.editView(null)) return [{ title: t('New view for me'), items: lines(true) }]
  return [
    { title: t('New view for everyone'), items: lines(false) },
    { items: [{ id: 'for-me', title: t('New view for me'), icon: 'me', items: [{ items: lines(true) }] }] },
  ]
}

/** What is shown, saved as a view of its own. */
export function newViewMenu(scene: BoardScene, anchor: Anchor, overlays: Overlays): readonly MenuSection[] {
  const { rights, saveAs } = scene
  const ask = (mine: boolean): void =>
    overlays.ask(anchor, {
      label: mine ? t('View for me') : t('View for everyone'),
      placeholder: t('Name, then Enter'),
      onAnswer: (name) => focusTab(saveAs(name, mine)),
    })
  return [
    {
      title: t('Save what is shown as a new view'),
      items: [
        ...(rights.editView(null)
          ? [{ id: 'shared', title: t('For everyone'), icon: 'people' as const, onSelect: () => ask(false) }]
          : []),
        { id: 'mine', title: t('For me'), icon: 'me', onSelect: () => ask(true) },
      ],
    },
  ]
}

interface ViewMenuTools {
  readonly overlays: Overlays
  readonly toasts: ToastStore
}

/** What can be done to a saved view. */
export function viewMenu(
  scene: BoardScene,
  view: SavedView,
  anchor: Anchor,
  { overlays, toasts }: ViewMenuTools,
): readonly MenuSection[] {
  const { boardId, rights, structure, spec, saved, changed, openView, whoSees } = scene
  const add = newViewMenu(scene, anchor, overlays)
  const seen: MenuSection = {
    items:
      whoSees === null || view.id === PLAIN_VIEW_ID
        ? []
        : [
            {
              id: 'who-sees',
              title: t('Who can see this?'),
              icon: 'eye',
              onSelect: () => whoSees({ board: boardId, view: view.id }),
            },
          ],
  }
  const copies: MenuSection = { items: copyItems(scene, view, toasts) }
  const opening: MenuSection = { items: openingItems(scene, view) }
  if (view.id === PLAIN_VIEW_ID || !rights.editView(view.ownerId)) return [copies, ...add, opening, seen]
  return [
    {
      items: [
        {
          id: 'save',
          title: t('Save what is shown here'),
          icon: 'check',
          disabled: view.id !== saved.id || !changed,
          onSelect: () => structure.saveView(view.id, spec),
        },
        {
          id: 'rename',
          title: t('Rename'),
          icon: 'edit',
          onSelect: () =>
            overlays.ask(anchor, {
              label: t('View name'),
              value: view.name,
              onAnswer: (name) => structure.renameView(view.id, name),
            }),
        },
      ],
    },
    copies,
    ...add,
    opening,
    { items: placeItems(scene, view) },
    seen,
    {
      items: [
        {
          id: 'delete',
          title: t('Delete view'),
          icon: 'trash',
          danger: true,
          onSelect: () => {
            structure.removeView(view.id)
            if (view.id === saved.id) openView('')
          },
        },
      ],
    },
  ]
}

/** With which view the board opens: for all, said by its owners, and for whoever looks at it. */
function openingItems(scene: BoardScene, view: SavedView): MenuItem[] {
  const { rights, state } = scene
  if (view.id === PLAIN_VIEW_ID) return []
  const line = (id: string, title: string, icon: IconName, mine: boolean): MenuItem => {
    const checked = (mine ? ownChoice(state) : state.board['viewId']) === view.id
    return { id, title, icon, checked, onSelect: () => setOpening(scene, view, { opens: !checked, mine }) }
  }
  return [
    ...(rights.manage && view.ownerId === null
      ? [line('opens', t('Open the board with this view'), 'board', false)]
      : []),
    line('opens-for-me', t('Open with this view for me'), 'me', true),
  ]
}

function setOpening(
  { runner }: BoardScene,
  { id, name }: SavedView,
  { opens, mine }: { readonly opens: boolean; readonly mine: boolean },
): void {
  const done = opens
    ? mine
      ? t('The board opens with {name} for you', { name })
      : t('The board opens with {name}', { name })
    : mine
      ? t('The board opens for you as for everyone')
      : t('The board opens with its first view')
  runner.say(done, runner.all([{ command: 'view.setOpening', args: { id: opens ? id : null, mine } }]), 'check')
}

function placeItems(scene: BoardScene, view: SavedView): MenuItem[] {
  const ids = viewsBeside(scene.records, view)
  return [
    {
      id: 'left',
      title: t('Move left'),
      icon: 'arrow-left',
      shortcut: 'Alt ←',
      disabled: ids[0] === view.id,
      onSelect: () => stepView(scene, view, -1),
    },
    {
      id: 'right',
      title: t('Move right'),
      icon: 'arrow-right',
      shortcut: 'Alt →',
      disabled: ids.at(-1) === view.id,
      onSelect: () => stepView(scene, view, 1),
    },
  ]
}

import type { Anchor, MenuItem, MenuSection, ToastStore } from '@fulcrum/ui'
import type { SavedView } from '../model/records.ts'
import { PLAIN_VIEW_ID } from '../model/view-state.ts'
import type { Overlays } from '../overlays.tsx'
import type { BoardScene } from '../scene.tsx'
import { tableKind, viewBodies } from '../views/all.ts'
import { beginView, freeName } from '../views/new-view.ts'

/** A new view of each kind; for oneself alone in a menu of its own. */
export function kindMenu(scene: BoardScene, toasts: ToastStore): readonly MenuSection[] {
  const { rights, state, records } = scene
  const names = records.views.map(({ name }) => name)
  const add = (id: string, title: string, mine: boolean): void => {
    const begun = beginView(id, state)
    if ('lacks' in begun) toasts.show({ icon: 'info', text: begun.lacks })
    else scene.addView(id, freeName(title, names), mine, begun)
  }
  const lines = (mine: boolean): MenuItem[] =>
    [tableKind, ...viewBodies].map(({ id, title, icon, text }) => ({
      id: mine ? `my-${id}` : id,
      title,
      icon,
      hint: text,
      onSelect: () => add(id, title, mine),
    }))
  if (!rights.editView(null)) return [{ title: 'New view for me', items: lines(true) }]
  return [
    { title: 'New view for everyone', items: lines(false) },
    { items: [{ id: 'for-me', title: 'New view for me', icon: 'me', items: [{ items: lines(true) }] }] },
  ]
}

export function newViewMenu(scene: BoardScene, anchor: Anchor, overlays: Overlays): readonly MenuSection[] {
  const { rights, saveAs } = scene
  const ask = (mine: boolean): void =>
    overlays.ask(anchor, {
      label: mine ? 'View for me' : 'View for everyone',
      placeholder: 'Name, then Enter',
      onAnswer: (name) => saveAs(name, mine),
    })
  return [
    {
      title: 'Save what is shown as a new view',
      items: [
        ...(rights.editView(null)
          ? [{ id: 'shared', title: 'For everyone', icon: 'people' as const, onSelect: () => ask(false) }]
          : []),
        { id: 'mine', title: 'For me', icon: 'me', onSelect: () => ask(true) },
      ],
    },
  ]
}

export function viewMenu(
  scene: BoardScene,
  view: SavedView,
  anchor: Anchor,
  overlays: Overlays,
): readonly MenuSection[] {
  const { rights, structure, spec, saved, changed, openView } = scene
  const add = newViewMenu(scene, anchor, overlays)
  if (view.id === PLAIN_VIEW_ID || !rights.editView(view.ownerId)) return add
  return [
    {
      items: [
        {
          id: 'save',
          title: 'Save what is shown here',
          icon: 'check',
          disabled: view.id !== saved.id || !changed,
          onSelect: () => structure.saveView(view.id, spec),
        },
        {
          id: 'rename',
          title: 'Rename',
          icon: 'edit',
          onSelect: () =>
            overlays.ask(anchor, {
              label: 'View name',
              value: view.name,
              onAnswer: (name) => structure.renameView(view.id, name),
            }),
        },
      ],
    },
    ...add,
    {
      items: [
        {
          id: 'delete',
          title: 'Delete view',
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

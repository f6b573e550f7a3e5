import { viewKind, viewKinds } from '@fulcrum/domain'
import type { ViewKind } from '@fulcrum/domain'
import type { Anchor, MenuItem, MenuSection, ToastStore } from '@fulcrum/ui'
import type { SavedView } from '../model/records.ts'
import { PLAIN_VIEW_ID } from '../model/view-state.ts'
import type { Overlays } from '../overlays.tsx'
import type { BoardScene } from '../scene.tsx'
import { viewBody } from '../views/all.ts'

/** A new view of each kind; for oneself alone in a menu of its own. */
export function kindMenu(scene: BoardScene, toasts: ToastStore): readonly MenuSection[] {
  const { rights, state, records } = scene
  const names = records.views.map(({ name }) => name)
  const add = (kind: ViewKind, mine: boolean): void => {
    const begun = kind.begin(state)
    if ('lacks' in begun) toasts.show({ icon: 'info', text: begun.lacks })
    else scene.addView(kind.id, freeName(kind.label, names), mine, begun)
  }
  const lines = (mine: boolean): MenuItem[] =>
    viewKinds.flatMap(({ id }) => {
      const kind = viewKind(id)
      const { id: drawn, icon } = viewBody(id)
      if (kind === undefined || drawn !== id) return []
      return {
        id: mine ? `my-${id}` : id,
        title: kind.label,
        icon,
        hint: kind.description,
        onSelect: () => add(kind, mine),
      }
    })
  if (!rights.editView(null)) return [{ title: 'New view for me', items: lines(true) }]
  return [
    { title: 'New view for everyone', items: lines(false) },
    { items: [{ id: 'for-me', title: 'New view for me', icon: 'me', items: [{ items: lines(true) }] }] },
  ]
}

/** The name, with a number behind it where there is one of that name: `Kanban 2`. */
function freeName(name: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name} ${count}`
    if (!taken.includes(candidate)) return candidate
  }
}

/** What is shown, saved as a view of its own. */
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

/** What can be done to a saved view. */
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

import { Button, Tabs, type Anchor, type MenuItem, type MenuSection } from '@fulcrum/ui'
import { useToasts } from '../../../shell/client-context.tsx'
import { withParts } from '../lazy-parts.ts'
import type { SavedView } from '../model/records.ts'
import { PLAIN_VIEW_ID, shownViews } from '../model/view-state.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'
import { tableKind, viewBodies, viewBody } from '../views/all.ts'

/** The saved views of the board. What is changed in one is one's own until it is saved. */
export function ViewTabs() {
  const scene = useScene()
  const overlays = useOverlays()
  const toasts = useToasts()
  const { records, saved, openView } = scene
  const views = shownViews(records.views)
  const menu = (id: string, anchor: Anchor): void => {
    const view = views.find((candidate) => candidate.id === id)
    if (view !== undefined) overlays.menu(anchor, view.name, viewMenu(scene, view, anchor, overlays))
  }
  return (
    <Tabs
      label="Views"
      tabs={views.map(({ id, name, kind }) => ({ id, title: name, icon: viewBody(kind).icon }))}
      active={saved.id}
      onChange={openView}
      onTabMenu={menu}
      addLabel="Add view"
      onAdd={() => {
        const anchor = document.querySelector<HTMLElement>('.fu-tab-add')
        if (anchor !== null)
          overlays.menu(anchor, 'Add view', [...kindMenu(scene, toasts), ...newViewMenu(scene, anchor, overlays)])
      }}
      end={<SaveButtons />}
    />
  )
}

function SaveButtons() {
  const scene = useScene()
  const overlays = useOverlays()
  const { changed, saved, spec, setSpec, rights, structure } = scene
  if (!changed) return null
  const canSave = saved.id !== PLAIN_VIEW_ID && rights.editView(saved.ownerId)
  return (
    <>
      <span className="fb-draft">Only you see this</span>
      <Button variant="plain" size="small" onClick={() => setSpec(saved.spec)}>
        Reset
      </Button>
      {canSave ? (
        <Button size="small" icon="check" onClick={() => structure.saveView(saved.id, spec)}>
          {saved.ownerId === null ? 'Save for everyone' : 'Save view'}
        </Button>
      ) : (
        <Button
          size="small"
          icon="plus"
          onClick={(event) =>
            overlays.menu(event.currentTarget, 'Save as', newViewMenu(scene, event.currentTarget, overlays), 'end')
          }
        >
          Save as view
        </Button>
      )}
    </>
  )
}

type Scene = ReturnType<typeof useScene>
type Overlays = ReturnType<typeof useOverlays>
type Toasts = ReturnType<typeof useToasts>

/** A new view of each kind; for oneself alone in a menu of its own. */
function kindMenu(scene: Scene, toasts: Toasts): readonly MenuSection[] {
  const { rights, state, records } = scene
  const add = (id: string, title: string, mine: boolean): void =>
    withParts(({ beginView, freeName }) => {
      const begun = beginView(id, state)
      if ('lacks' in begun) toasts.show({ icon: 'info', text: begun.lacks })
      else
        scene.addView(
          id,
          freeName(
            title,
            records.views.map(({ name }) => name),
          ),
          mine,
          begun,
        )
    })
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

function newViewMenu(scene: Scene, anchor: Anchor, overlays: Overlays): readonly MenuSection[] {
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

function viewMenu(scene: Scene, view: SavedView, anchor: Anchor, overlays: Overlays): readonly MenuSection[] {
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

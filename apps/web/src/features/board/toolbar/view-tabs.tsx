import { Button, Tabs, type Anchor } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useToasts } from '../../../shell/client-context.tsx'
import { withParts } from '../lazy-parts.ts'
import { PLAIN_VIEW_ID, shownViews } from '../model/view-state.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'
import { viewBody } from '../views/all.ts'

/** The saved views of the board. What is changed in one is one's own until it is saved. */
export function ViewTabs() {
  const scene = useScene()
  const overlays = useOverlays()
  const toasts = useToasts()
  const { records, saved, openView } = scene
  const views = shownViews(records.views)
  const menu = (id: string, anchor: Anchor): void => {
    const view = views.find((candidate) => candidate.id === id)
    if (view === undefined) return
    withParts(({ viewMenu }) => overlays.menu(anchor, view.name, viewMenu(scene, view, anchor, { overlays, toasts })))
  }
  const onAdd = (): void => {
    const anchor = document.querySelector<HTMLElement>('.fu-tab-add')
    if (anchor === null) return
    withParts(({ kindMenu, newViewMenu }) =>
      overlays.menu(anchor, t('Add view'), [...kindMenu(scene, toasts), ...newViewMenu(scene, anchor, overlays)]),
    )
  }
  return (
    <Tabs
      label={t('Views')}
      tabs={views.map(({ id, name, kind }) => ({ id, title: name, icon: viewBody(kind).icon }))}
      active={saved.id}
      onChange={openView}
      {...(scene.still === null && { onTabMenu: menu, onAdd })}
      addLabel={t('Add view')}
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
      <span className="fb-draft">{t('Only you see this')}</span>
      <Button variant="plain" size="small" onClick={() => setSpec(saved.spec)}>
        {t('Reset')}
      </Button>
      {scene.still !== null ? null : canSave ? (
        <Button size="small" icon="check" className="fb-save" onClick={() => structure.saveView(saved.id, spec)}>
          {saved.ownerId === null ? t('Save for everyone') : t('Save view')}
        </Button>
      ) : (
        <Button
          size="small"
          icon="plus"
          onClick={({ currentTarget }) =>
            withParts(({ newViewMenu }) =>
              overlays.menu(currentTarget, t('Save as'), newViewMenu(scene, currentTarget, overlays), 'end'),
            )
          }
        >
          {t('Save as view')}
        </Button>
      )}
    </>
  )
}

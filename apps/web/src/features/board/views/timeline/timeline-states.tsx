import { Button, EmptyState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useKinds } from '../../../../shell/client-context.tsx'
import { NoItems, NothingPasses } from '../../nothing-shown.tsx'
import { useScene } from '../../scene.tsx'

/** The board has no column of days: which one it needs, and a way to have it. */
export function NoColumns() {
  const { rights, structure, spec, setSpec } = useScene()
  const { kinds } = useKinds()
  // The kind whose cells go from one day to another.
  const kind = kinds
    .all()
    .find(({ roles, aggregateLanes }) => roles.includes('start') && aggregateLanes?.latest !== undefined)
  const add = (): void => {
    if (kind === undefined) return
    structure.addColumn(kind, t('When'), kind.defaultSettings)
    const { date: _, end: __, ...rest } = spec.settings ?? {}
    if (spec.settings !== undefined) setSpec({ ...spec, settings: rest })
  }
  return (
    <EmptyState
      icon="calendar"
      text={t('A timeline needs days: a timeline column that says from when to when, or dates for start and due.')}
      {...(rights.structure &&
        kind !== undefined && {
          action: (
            <Button variant="primary" icon="plus" onClick={add}>
              {t('Add a timeline column')}
            </Button>
          ),
        })}
    />
  )
}

/** Nothing is shown: because of what narrows the view, or because nothing is here yet. */
export function NoRows() {
  const { narrowed, starts } = useScene()
  if (narrowed) return <NothingPasses />
  return (
    <NoItems
      text={t('Nothing here yet. Items with days are bars on this timeline, one below the other.')}
      start={() => starts.current?.() === true}
    />
  )
}

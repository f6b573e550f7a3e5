import { Button, EmptyState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useKinds } from '../../../../shell/client-context.tsx'
import { useScene } from '../../scene.tsx'

/** The board has no column of days: which one it needs, and a way to have it. */
export function NoDates() {
  const { rights, structure, spec, setSpec } = useScene()
  const { kinds } = useKinds()
  // The kind whose cells name one day.
  const kind = kinds
    .all()
    .find(({ roles, aggregateLanes }) => roles.includes('due') && aggregateLanes?.latest === undefined)
  const add = (): void => {
    if (kind === undefined) return
    structure.addColumn(kind, t('Due'), kind.defaultSettings)
    const { date: _, end: __, ...rest } = spec.settings ?? {}
    if (spec.settings !== undefined) setSpec({ ...spec, settings: rest })
  }
  return (
    <EmptyState
      icon="calendar"
      text={t('A calendar needs days: a date column, or a timeline that says from when to when.')}
      {...(rights.structure &&
        kind !== undefined && {
          action: (
            <Button variant="primary" icon="plus" onClick={add}>
              {t('Add a date column')}
            </Button>
          ),
        })}
    />
  )
}

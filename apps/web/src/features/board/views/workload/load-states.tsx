import type { ColumnKind } from '@fulcrum/domain'
import { Button, EmptyState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useKinds } from '../../../../shell/client-context.tsx'
import { NoItems, NothingPasses } from '../../nothing-shown.tsx'
import { useScene } from '../../scene.tsx'

/** The board has no column of people: which one it needs, and a way to have it. */
export function NoPeople() {
  return (
    <Lack
      icon="people"
      text={t('A workload needs people: a people column that says whose work an item is.')}
      action={t('Add a people column')}
      title={t('Owner')}
      fits={({ references, roles }) => references?.to === 'member' && roles.includes('owner')}
    />
  )
}

/** The board has no column of days. */
export function NoDays() {
  return (
    <Lack
      icon="calendar"
      text={t('A workload needs days: a timeline column that says from when to when, or a date column.')}
      action={t('Add a timeline column')}
      title={t('When')}
      fits={({ roles, aggregateLanes }) => roles.includes('start') && aggregateLanes?.latest !== undefined}
    />
  )
}

interface LackProps {
  readonly icon: 'people' | 'calendar'
  readonly text: string
  readonly action: string
  /** Of the column that would be added. */
  readonly title: string
  readonly fits: (kind: ColumnKind) => boolean
}

function Lack({ icon, text, action, title, fits }: LackProps) {
  const { rights, structure } = useScene()
  const { kinds } = useKinds()
  const kind = kinds.all().find(fits)
  return (
    <EmptyState
      icon={icon}
      text={text}
      {...(rights.structure &&
        kind !== undefined && {
          action: (
            <Button
              variant="primary"
              icon="plus"
              onClick={() => structure.addColumn(kind, title, kind.defaultSettings)}
            >
              {action}
            </Button>
          ),
        })}
    />
  )
}

/** Nothing is left to do: because of what narrows the view, or because nothing is here yet. */
export function NoWork() {
  const { narrowed, starts } = useScene()
  if (narrowed) return <NothingPasses />
  return (
    <NoItems
      text={t('Nothing to do yet. Items with people and days fill the rows of these people.')}
      start={() => starts.current?.() === true}
    />
  )
}

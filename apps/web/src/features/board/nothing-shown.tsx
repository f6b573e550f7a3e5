import { maxItemTitleLength } from '@fulcrum/domain'
import { Button, EmptyState, type Anchor } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { ItemActions } from './actions/items.ts'
import { useOverlays, type Overlays } from './overlays.tsx'
import { useScene } from './scene.tsx'

interface NothingPassesProps {
  /** Says it as the view does; else it is said of items. */
  readonly text?: string
  /** What is to be cleared, where not everything that narrows the view leaves them out here; else the search comes first. */
  readonly clears?: 'search' | 'filter'
}

/** Instead of items where what narrows the view leaves none: what does, and the way to clear it. */
export function NothingPasses({ text, clears }: NothingPassesProps) {
  const { find, setFind, spec, setSpec } = useScene()
  const isSearch = clears === undefined ? find !== '' : clears === 'search'
  return (
    <EmptyState
      icon="search"
      text={text ?? (isSearch ? t('Nothing here matches “{find}”.', { find }) : t('No item passes the filter.'))}
      action={
        <Button onClick={() => (isSearch ? setFind('') : setSpec({ ...spec, filter: null }))}>
          {isSearch ? t('Clear the search') : t('Clear the filter')}
        </Button>
      }
    />
  )
}

/** Asks for the title of an item that goes where the view wants it, else into the first group. */
export function askForItem(items: ItemActions, overlays: Overlays, at?: Anchor): void {
  overlays.ask(at ?? { x: window.innerWidth / 2 - 120, y: 160 }, {
    label: t('Title of the new item'),
    placeholder: t('Title, then Enter'),
    maxLength: maxItemTitleLength,
    onAnswer: (title) => void items.addWith(title, []),
  })
}

interface NoItemsProps {
  /** What an item is in this view. */
  readonly text: string
  /** Begins a new item where the view has a place for one; false where it has none. */
  readonly start: () => boolean
}

/** Instead of items where the board has none: what one is here, and the way to the first. Items stand in groups: without any, that is the first step. */
export function NoItems({ text, start }: NoItemsProps) {
  const { records, rights, structure, items } = useScene()
  const overlays = useOverlays()
  if (records.groups.length === 0) {
    return (
      <EmptyState
        icon="group"
        text={t('Items stand in groups: a sprint, a quarter, a stage of work.')}
        {...(rights.structure && {
          action: (
            <Button variant="primary" icon="plus" onClick={() => void structure.addGroup(t('New group'))}>
              {t('Add the first group')}
            </Button>
          ),
        })}
      />
    )
  }
  if (!rights.edit) return <EmptyState icon="board" text={text} />
  return (
    <EmptyState
      icon="board"
      text={text}
      action={
        <Button
          variant="primary"
          icon="plus"
          shortcut="C"
          onClick={({ currentTarget }) => {
            if (!start()) askForItem(items, overlays, currentTarget)
          }}
        >
          {t('Add the first item')}
        </Button>
      }
    />
  )
}

/** Instead of rows where the table has no section. */
export function NoRows({ start }: Pick<NoItemsProps, 'start'>) {
  const { narrowed } = useScene()
  return narrowed ? <NothingPasses /> : <NoItems text={itemWords()} start={start} />
}

/** Over the groups of a board without items. */
export function FirstItem({ start }: Pick<NoItemsProps, 'start'>) {
  return (
    <div className="fb-first">
      <NoItems text={itemWords()} start={start} />
    </div>
  )
}

function itemWords(): string {
  return t('Nothing here yet. An item is a piece of work: a feature, a bug, a risk.')
}

import { Button, EmptyState } from '@fulcrum/ui'
import { useScene } from '../../scene.tsx'

/** Over columns without a single card: why there are none, and what to do. */
export function KanbanEmpty({ onAdd }: { readonly onAdd: () => void }) {
  const { narrowed, find, setFind, setSpec, spec, rights } = useScene()
  if (narrowed) {
    const isFound = find !== ''
    return (
      <div className="fk-empty">
        <EmptyState
          icon="search"
          text={isFound ? `Nothing here matches “${find}”.` : 'No item passes the filter.'}
          action={
            <Button onClick={() => (isFound ? setFind('') : setSpec({ ...spec, filter: null }))}>
              {isFound ? 'Clear the search' : 'Clear the filter'}
            </Button>
          }
        />
      </div>
    )
  }
  return (
    <div className="fk-empty">
      <EmptyState
        icon="kanban"
        text={rights.edit ? 'Each item is a card here: add the first one.' : 'No item is here yet.'}
        {...(rights.edit && {
          action: (
            <Button variant="primary" icon="plus" onClick={onAdd}>
              Add an item
            </Button>
          ),
        })}
      />
    </div>
  )
}

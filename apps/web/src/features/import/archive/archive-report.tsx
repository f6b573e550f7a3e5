import type { ArchiveTaken } from '@fulcrum/protocol'
import { DoneFigures } from '../done-figures.tsx'

/** What an archive has brought. */
export function ArchiveReportStep({ taken }: { readonly taken: ArchiveTaken }) {
  const { name, boards, items, updates, changes, people, keptIds } = taken
  const figures: readonly (readonly [string, number])[] = [
    [boards === 1 ? 'board' : 'boards', boards],
    [items === 1 ? 'item' : 'items', items],
    ['updates', updates],
    ['changes of history', changes],
    ['people known here', people.known],
    ['people not invited yet', people.placeholders],
  ]
  return (
    <div className="import-map">
      <DoneFigures figures={figures}>{name} is ready.</DoneFigures>
      <p className="import-quiet">
        {keptIds
          ? 'Old links to its boards and items lead here.'
          : 'Something of it is in this account already, so all of it got addresses of its own: old links lead to what was here before.'}
      </p>
    </div>
  )
}

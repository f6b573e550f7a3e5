import type { ArchiveTaken } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { DoneFigures } from '../done-figures.tsx'

/** What an archive has brought. */
export function ArchiveReportStep({ taken }: { readonly taken: ArchiveTaken }) {
  const { name, boards, items, updates, changes, people, keptIds } = taken
  const figures: readonly (readonly [string, number])[] = [
    [t('{boards, plural, one {board} other {boards}}', { boards }), boards],
    [t('{items, plural, one {item} other {items}}', { items }), items],
    [t('updates'), updates],
    [t('changes of history'), changes],
    [t('people known here'), people.known],
    [t('people not invited yet'), people.placeholders],
  ]
  return (
    <div className="import-map">
      <DoneFigures figures={figures}>{t('{name} is ready.', { name })}</DoneFigures>
      <p className="import-quiet">
        {keptIds
          ? t('Old links to its boards and items lead here.')
          : t(
              'Something of it is in this account already, so all of it got addresses of its own: old links lead to what was here before.',
            )}
      </p>
    </div>
  )
}

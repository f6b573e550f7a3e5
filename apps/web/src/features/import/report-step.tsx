import type { ImportReport } from '@fulcrum/protocol'
import { DoneFigures } from './done-figures.tsx'
import { Problems } from './problems.tsx'

/** What an import has done, and what of the file did not fit. */
export function ReportStep({ report }: { readonly report: ImportReport }) {
  const { items, people } = report
  const figures: readonly (readonly [string, number])[] = [
    [items.created === 1 ? 'item made' : 'items made', items.created],
    [items.updated === 1 ? 'item updated' : 'items updated', items.updated],
    [items.unchanged === 1 ? 'item unchanged' : 'items unchanged', items.unchanged],
    [report.columns === 1 ? 'column' : 'columns', report.columns],
    [report.groups === 1 ? 'group' : 'groups', report.groups],
    [report.history === 1 ? 'change of history' : 'changes of history', report.history],
    [report.updates === 1 ? 'update' : 'updates', report.updates],
    [report.links === 1 ? 'link between items' : 'links between items', report.links],
    [people.known === 1 ? 'person known here' : 'people known here', people.known],
    [people.placeholders === 1 ? 'person not invited yet' : 'people not invited yet', people.placeholders],
  ]
  return (
    <div className="import-map">
      <DoneFigures figures={figures}>
        <span>{report.isNewBoard ? `${report.boardName} is ready.` : `${report.boardName} is up to date.`}</span>
        <span className="import-quiet">{(report.durationMs / 1000).toFixed(1)} s</span>
      </DoneFigures>
      {report.problems.length === 0 ? (
        <p className="import-quiet">Everything in the file has its place.</p>
      ) : (
        <Problems problems={report.problems} title="What did not fit" />
      )}
    </div>
  )
}

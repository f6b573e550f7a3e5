import type { ImportReport } from '@fulcrum/protocol'
import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { DoneFigures } from './done-figures.tsx'
import { Problems } from './problems.tsx'

interface ReportStepProps {
  readonly report: ImportReport
  /** Leads to the people whom the file names; undefined for those who may invite nobody. */
  readonly onInvite: (() => void) | undefined
}

/** What an import has done, and what of the file did not fit. */
export function ReportStep({ report, onInvite }: ReportStepProps) {
  const { items, people } = report
  const figures: readonly (readonly [string, number])[] = [
    [t('{created, plural, one {item made} other {items made}}', { created: items.created }), items.created],
    [t('{updated, plural, one {item updated} other {items updated}}', { updated: items.updated }), items.updated],
    [
      t('{unchanged, plural, one {item unchanged} other {items unchanged}}', { unchanged: items.unchanged }),
      items.unchanged,
    ],
    [t('{columns, plural, one {column} other {columns}}', { columns: report.columns }), report.columns],
    [t('{groups, plural, one {group} other {groups}}', { groups: report.groups }), report.groups],
    [
      t('{history, plural, one {change of history} other {changes of history}}', { history: report.history }),
      report.history,
    ],
    [t('{updates, plural, one {update} other {updates}}', { updates: report.updates }), report.updates],
    [t('{links, plural, one {link between items} other {links between items}}', { links: report.links }), report.links],
    [t('{known, plural, one {person known here} other {people known here}}', { known: people.known }), people.known],
    [
      t('{placeholders, plural, one {person not invited yet} other {people not invited yet}}', {
        placeholders: people.placeholders,
      }),
      people.placeholders,
    ],
  ]
  return (
    <div className="import-map">
      <DoneFigures figures={figures}>
        <span>
          {report.isNewBoard
            ? t('{boardName} is ready.', { boardName: report.boardName })
            : t('{boardName} is up to date.', { boardName: report.boardName })}
        </span>
        <span className="import-quiet">{t('{seconds} s', { seconds: (report.durationMs / 1000).toFixed(1) })}</span>
      </DoneFigures>
      {people.placeholders > 0 && onInvite !== undefined && (
        <p className="import-invite">
          <span>{t('Who joins by an invitation to one of these people takes over all that names them.')}</span>
          <Button size="small" icon="user-plus" onClick={onInvite}>
            {t('Invite them')}
          </Button>
        </p>
      )}
      {report.problems.length === 0 ? (
        <p className="import-quiet">{t('Everything in the file has its place.')}</p>
      ) : (
        <Problems problems={report.problems} title={t('What did not fit')} />
      )}
    </div>
  )
}

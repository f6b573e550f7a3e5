import type { ImportProblem } from '@fulcrum/protocol'
import { inDigits, t } from '@fulcrum/ui/messages'

const SHOWN = 50

/** Everything that did not fit, with counts and examples; nothing where all did. */
export function Problems({ problems, title }: { readonly problems: readonly ImportProblem[]; readonly title: string }) {
  if (problems.length === 0) return null
  return (
    <section>
      <h3 className="import-heading">{title}</h3>
      <ul className="import-problems">
        {problems.slice(0, SHOWN).map(({ field, reason, message, count, samples }) => (
          <li key={`${field ?? ''} ${reason}`}>
            <span className="import-count">{inDigits(count)}</span>
            <span>
              {field !== null && <b>{field}: </b>}
              {message}
              {samples.length > 0 && <span className="import-quiet"> {samples.join(' · ')}</span>}
            </span>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN && (
        <p className="import-quiet">{t('and {count} more', { count: problems.length - SHOWN })}</p>
      )}
    </section>
  )
}

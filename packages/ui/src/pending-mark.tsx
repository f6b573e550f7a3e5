import './pending-mark.css'
import { t } from './messages/words.ts'

/** Stands where something will be that is not known yet, so that nobody takes the place for an empty one. */
export function PendingMark({ label = t('Not computed yet') }: { readonly label?: string }) {
  return <span className="fu-pending" role="img" aria-label={label} title={label} />
}

import './state-message.css'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'

interface StateProps {
  /** Where it is the whole page: what the page is called. */
  readonly heading?: string
  /** One sentence. */
  readonly text: string
  readonly icon?: IconName
  /** One action, mostly a Button. */
  readonly action?: ReactNode
  /** A quiet second way, e.g. "Load sample". */
  readonly secondary?: ReactNode
  /** Fits within a card or panel. */
  readonly compact?: boolean
}

interface StateKind {
  readonly role: 'status' | 'alert'
  readonly state: 'empty' | 'failed' | 'refused'
}

function State({ heading, text, icon, action, secondary, compact, role, state }: StateProps & StateKind) {
  return (
    <div className={cx('fu-state', compact === true && 'fu-state-compact')} role={role} data-state={state}>
      {icon !== undefined && (
        <span className="fu-state-icon">
          <Icon name={icon} size={20} />
        </span>
      )}
      {heading !== undefined && <h1>{heading}</h1>}
      <p>{text}</p>
      {(action !== undefined || secondary !== undefined) && (
        <div className="fu-state-actions">
          {action}
          {secondary}
        </div>
      )}
    </div>
  )
}

/**
 * Nothing is here yet: one sentence on what this is for, one action.
 * @example <EmptyState icon="inbox" text="Nothing waits for you." />
 */
export function EmptyState(props: StateProps) {
  return <State {...props} role="status" state="empty" />
}

/**
 * Something failed: what, and a way on.
 * @example <ErrorState text="The board could not be loaded." action={<Button onClick={retry}>Try again</Button>} />
 */
export function ErrorState(props: StateProps) {
  return <State icon="warning" {...props} role="alert" state="failed" />
}

/**
 * Not for this person: who can change that.
 * @example <NoPermissionState text="Only members of Platform see this board." action={<Button>Ask for access</Button>} />
 */
export function NoPermissionState(props: StateProps) {
  return <State icon="lock" {...props} role="status" state="refused" />
}

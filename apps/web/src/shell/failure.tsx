import { Button, ErrorState, NoPermissionState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { ReactNode } from 'react'
import type { Trouble } from './trouble.ts'

interface FailureProps {
  readonly trouble: Trouble
  /** Where it is refused: what one may not see, and whom to ask. */
  readonly refused: string
  /** Puts into words what could not be asked for, around the reason; without it the reason stands alone. */
  readonly say?: (reason: string) => string
  readonly onRetry: () => unknown
  /** A way on from here, e.g. a link home. */
  readonly wayOn?: ReactNode
  /** Fits within a card or panel. */
  readonly compact?: boolean
}

/** Stands where something could not be read. What is refused is not asked for again: another answer comes only by somebody else. */
export function Failure({ trouble, refused, say, onRetry, wayOn, compact = false }: FailureProps) {
  if (trouble.kind === 'refused') return <NoPermissionState compact={compact} text={refused} action={wayOn} />
  return (
    <ErrorState
      compact={compact}
      icon={trouble.kind === 'offline' ? 'cloud-off' : 'warning'}
      text={say === undefined ? trouble.text : say(trouble.text)}
      action={
        <Button icon="refresh" onClick={() => void onRetry()}>
          {t('Try again')}
        </Button>
      }
      secondary={wayOn}
    />
  )
}

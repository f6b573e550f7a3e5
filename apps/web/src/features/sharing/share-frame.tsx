import { appHref, Button, Skeleton } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import type { ReactNode } from 'react'
import { copyText } from '../../shell/copy.ts'
import { useToasts } from '../../shell/world.tsx'

interface ShareFrameProps {
  /** What is shared; undefined while it is not here yet. */
  readonly name: string | undefined
  readonly noun: string
  /** Where it is, in the app. */
  readonly path: string
  /** Stands before the way to copy its address. */
  readonly actions?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The window of what is shared, whatever it is: who sees it, and its address to copy. */
export function ShareFrame({ name, noun, path, actions, onClose, children }: ShareFrameProps) {
  const toasts = useToasts()
  const copy = (): void => {
    void copyText(`${location.origin}${appHref(path)}`).then((copied) =>
      toasts.show({
        text: copied ? t('Link copied.') : t('The link could not be copied.'),
        icon: 'link',
        key: 'copied',
      }),
    )
  }
  return (
    <Dialog
      open
      title={
        name === undefined
          ? t('{noun, select, board {Share board} other {Share doc}}', { noun })
          : t('Share {name}', { name })
      }
      onClose={onClose}
      footer={
        <>
          {actions}
          <Button icon="link" onClick={copy}>
            {t('Copy link')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('Done')}
          </Button>
        </>
      }
    >
      {name === undefined ? <Skeleton lines={4} label={t('Loading who sees it')} /> : children}
    </Dialog>
  )
}

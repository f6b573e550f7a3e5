import { can } from '@fulcrum/domain'
import { appHref, NoPermissionState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useState } from 'react'
import { usePrincipal } from '../shell/account-context.tsx'
import { PageHeader } from '../shell/page-header.tsx'

interface GonePlaceProps {
  /** Whether it is listed. */
  readonly here: boolean
  readonly text: string
  readonly onBack: () => void
}

/** Says that a board or a doc is gone, until it is listed again: somebody took it out of the trash, or shared it. */
export function GonePlace({ here, text, onBack }: GonePlaceProps) {
  const mayBuild = can(usePrincipal(), 'board.create', null)
  const [missed, setMissed] = useState(!here)
  if (!here && !missed) setMissed(true)
  const back = here && missed
  useEffect(() => {
    if (back) onBack()
    // Once is enough.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [back])
  return (
    <>
      <PageHeader title={t('Not here')} />
      <NoPermissionState
        text={text}
        action={<a href={appHref('/')}>{t('Go home')}</a>}
        secondary={mayBuild && <a href={appHref('/settings/trash')}>{t('Look in the trash')}</a>}
      />
    </>
  )
}

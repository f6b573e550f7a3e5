import './work-bar.css'
import { Button, ProgressBar } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useSyncExternalStore } from 'react'
import type { LargeWork } from './actions/large-work.ts'

/** How far a piece of work is that takes a while, and the way to give it up. */
export function WorkBar({ work }: { readonly work: LargeWork }) {
  const share = useSyncExternalStore(work.subscribe, work.share)
  return (
    <div className="fb-work-place">
      <div className="fb-bulk fb-work" role="group" aria-label={work.title}>
        <span className="fb-bulk-count" role="status">
          {work.title} …
        </span>
        <ProgressBar value={share} label={work.title} />
        <Button variant="plain" icon="x" onClick={work.cancel}>
          {t('Give up')}
        </Button>
      </div>
    </div>
  )
}

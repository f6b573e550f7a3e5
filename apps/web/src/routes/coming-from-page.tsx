import { t } from '@fulcrum/ui/messages'
import { ComingFrom } from '../features/help/coming-from.tsx'
import { PageHeader } from '../shell/page-header.tsx'

/** For who knows another tool: its words, and ours. */
export function ComingFromPage() {
  return (
    <>
      <PageHeader title={t('Coming from another tool')} />
      <ComingFrom />
    </>
  )
}

import { t } from '@fulcrum/ui/messages'
import { MyWork } from '../features/home/my-work.tsx'
import { PageHeader } from '../shell/page-header.tsx'

/** All that is the reader's, over all boards. */
export function MyWorkPage() {
  return (
    <>
      <PageHeader title={t('My work')} />
      <MyWork />
    </>
  )
}

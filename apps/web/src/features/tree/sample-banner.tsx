import { can } from '@fulcrum/domain'
import { Banner } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { boardPath } from '../../shell/paths.ts'
import { useTree } from '../../shell/tree-context.tsx'
import { RemoveSample } from './late-tree.ts'

interface SampleBannerProps {
  /** The address shown now. */
  readonly place: string
}

/** On the pages of a sample workspace: says that it is one, and takes it away by one click. */
export function SampleBanner({ place }: SampleBannerProps) {
  const { workspaces } = useAccount()
  const { boards } = useTree()
  const mayRemove = can(usePrincipal(), 'account.manage', null)
  const here = boards.filter(
    ({ id }) => place === '/' || place === boardPath(id) || place.startsWith(`${boardPath(id)}/`),
  )
  const sample = workspaces.find(({ id, demo }) => demo && here.some(({ workspaceId }) => workspaceId === id))
  if (sample === undefined) return null
  return (
    <Banner icon="info" action={mayRemove && <RemoveSample workspace={sample} />}>
      {t('“{name}” is a sample to try things on. Nothing in it is real.', { name: sample.name })}
    </Banner>
  )
}

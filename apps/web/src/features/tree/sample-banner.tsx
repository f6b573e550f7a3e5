import { can } from '@fulcrum/domain'
import { Banner, Button } from '@fulcrum/ui'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { boardPath } from '../../shell/paths.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { useTree } from '../../shell/tree-context.tsx'
import { useTreeCommands } from '../../shell/tree-commands.ts'

interface SampleBannerProps {
  /** The address shown now. */
  readonly place: string
}

/** On the pages of a sample workspace: says that it is one, and takes it away by one click. */
export function SampleBanner({ place }: SampleBannerProps) {
  const go = useGo()
  const { workspaces } = useAccount()
  const { boards } = useTree()
  const commands = useTreeCommands()
  const mayRemove = can(usePrincipal(), 'account.manage', null)
  const here = boards.filter(
    ({ id }) => place === '/' || place === boardPath(id) || place.startsWith(`${boardPath(id)}/`),
  )
  const sample = workspaces.find(({ id, demo }) => demo && here.some(({ workspaceId }) => workspaceId === id))
  if (sample === undefined) return null
  return (
    <Banner
      icon="info"
      action={
        mayRemove && (
          <Button
            size="small"
            onClick={() => {
              go('/')
              commands.deleteWorkspace(sample)
            }}
          >
            Remove the sample
          </Button>
        )
      }
    >
      “{sample.name}” is a sample to try things on. Nothing in it is real.
    </Banner>
  )
}

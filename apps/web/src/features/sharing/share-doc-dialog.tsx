import './sharing.css'
import { can, docResource, scopeOf } from '@fulcrum/domain'
import { Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { docPath } from '../../shell/paths.ts'
import { useScope } from '../../shell/use-scope.ts'
import { useClient } from '../../shell/world.tsx'
import { RolesSection } from './roles-section.tsx'
import { ShareFrame } from './share-frame.tsx'
import { accessOptions, docRoleOptions } from './sharing-words.ts'

interface ShareDocDialogProps {
  readonly docId: string
  readonly onClose: () => void
}

/** Who sees a doc, and who has which role on it. Those who may not change that can read it and copy the link. */
export function ShareDocDialog({ docId, onClose }: ShareDocDialogProps) {
  const client = useClient()
  const principal = usePrincipal()
  const { name: accountName } = useAccount()
  const state = useScope(scopeOf('doc', docId))?.state ?? null
  const resource = state === null ? null : docResource(state, docId)
  const mayManage = resource !== null && can(principal, 'doc.manage', resource)
  return (
    <ShareFrame
      name={resource === null ? undefined : String(resource.board['name'] ?? 'doc')}
      noun="doc"
      path={docPath(docId)}
      onClose={onClose}
    >
      {resource !== null && (
        <div className="form-stack">
          <Select
            label={t('Who sees it')}
            options={accessOptions(accountName, true)}
            value={String(resource.board['access'] ?? 'main')}
            disabled={!mayManage}
            onChange={(id) => client.run('doc.setAccess', { doc: docId, access: id })}
          />
          <RolesSection noun="doc" id={docId} members={resource.members} roles={docRoleOptions} mayManage={mayManage} />
        </div>
      )}
    </ShareFrame>
  )
}

import './sharing.css'
import { can, docMembers, docResource, followsBoard, scopeOf } from '@fulcrum/domain'
import { Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { docPath } from '../../shell/paths.ts'
import { useNamedItem } from '../../shell/use-named-item.ts'
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
  const record = state?.record('doc', docId)
  const access = String(record?.['access'] ?? 'main')
  const item = typeof record?.['itemId'] === 'string' ? record['itemId'] : null
  const named = useNamedItem(item)
  const on = item !== null && named ? { board: named.board, item } : null
  const mayFollow = access === followsBoard || on !== null
  const boardOption = { id: followsBoard, title: t('Whoever sees the board of its item'), icon: 'board' as const }
  const mayManage = resource !== null && can(principal, 'doc.manage', resource)
  return (
    <ShareFrame
      name={resource === null ? undefined : String(resource.board['name'] ?? 'doc')}
      noun="doc"
      path={docPath(docId)}
      onClose={onClose}
    >
      {resource !== null && state !== null && (
        <div className="form-stack">
          <Select
            label={t('Who sees it')}
            options={[...(mayFollow ? [boardOption] : []), ...accessOptions(accountName, true)]}
            value={access}
            disabled={!mayManage}
            onChange={(id) => {
              if (id !== followsBoard) client.run('doc.setAccess', { doc: docId, access: id })
              else if (on) client.run('doc.followBoard', { doc: docId, on: { ...on } })
            }}
          />
          <RolesSection
            noun="doc"
            id={docId}
            members={docMembers(state)}
            roles={docRoleOptions}
            mayManage={mayManage}
          />
        </div>
      )}
    </ShareFrame>
  )
}

import './sharing.css'
import { BoardState, boardResource, can, scopeOf } from '@fulcrum/domain'
import { Button, Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { boardPath } from '../../shell/paths.ts'
import { useBoardRules } from '../../shell/use-rules.ts'
import { useScope } from '../../shell/use-scope.ts'
import { useClient } from '../../shell/world.tsx'
import { useWhoSees } from '../../shell/who-sees-context.ts'
import { BoardRulesSection } from './board-rules.tsx'
import { RolesSection } from './roles-section.tsx'
import { ShareLinkList } from './share-links.tsx'
import { ShareFrame } from './share-frame.tsx'
import { accessOptions, boardRoleOptions } from './sharing-words.ts'

interface ShareDialogProps {
  readonly boardId: string
  readonly onClose: () => void
}

/** Who sees a board, and who has which role on it. Those who may not change that can read it and copy the link. */
export function ShareDialog({ boardId, onClose }: ShareDialogProps) {
  const client = useClient()
  const whoSees = useWhoSees()
  const principal = usePrincipal()
  const { name: accountName } = useAccount()
  const state = useScope(scopeOf('board', boardId))?.state ?? null
  const resource = state === null ? null : boardResource(state, boardId)
  const mayManage = resource !== null && can(principal, 'board.manage', resource)
  const rules = useBoardRules(resource?.board)
  const access = String(resource?.board['access'] ?? 'main')
  return (
    <ShareFrame
      name={resource === null ? undefined : String(resource.board['name'] ?? 'board')}
      noun="board"
      path={boardPath(boardId)}
      actions={
        whoSees !== null && (
          <Button
            variant="plain"
            icon="eye"
            onClick={() => {
              onClose()
              whoSees({ board: boardId })
            }}
          >
            {t('Who can see this?')}
          </Button>
        )
      }
      onClose={onClose}
    >
      {resource !== null && (
        <div className="form-stack">
          <Select
            label={t('Who sees it')}
            options={accessOptions(accountName, rules.guests || access === 'shareable')}
            value={access}
            disabled={!mayManage}
            onChange={(id) => client.run('board.setAccess', { board: boardId, access: id })}
          />
          {access === 'shareable' && !rules.guests && (
            <p className="form-note">
              {t('Guests see it since before they were not allowed. Choose who sees it anew, and they do no more.')}
            </p>
          )}
          <RolesSection
            noun="board"
            id={boardId}
            members={resource.members}
            roles={boardRoleOptions}
            mayManage={mayManage}
            // A board that is for everybody shows everybody all of it.
            board={access !== 'main' && state instanceof BoardState ? state : null}
          />
          {mayManage && state instanceof BoardState && <ShareLinkList boardId={boardId} board={state} rules={rules} />}
          {principal.role !== 'guest' && (
            <BoardRulesSection boardId={boardId} board={resource.board} mayManage={mayManage} />
          )}
        </div>
      )}
    </ShareFrame>
  )
}

import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { OpenDoc } from './use-doc-session.ts'

/** Says whether all that was written is with the server. */
export function DocStatusMark({ open }: { readonly open: OpenDoc | null }) {
  const status = open?.status
  if (!status || status.phase === 'loading') return null
  const [icon, text] = status.refused
    ? (['warning', t('Not taken')] as const)
    : status.online
      ? status.unsent === 0
        ? (['check', t('Saved')] as const)
        : (['clock', t('Saving')] as const)
      : (['cloud-off', status.unsent === 0 ? t('Offline') : t('Offline, kept here')] as const)
  return (
    <span className="doc-status" role="status" data-state={status.online ? 'online' : 'offline'}>
      <Icon name={icon} size={14} />
      <span className={status.online && !status.refused ? 'doc-status-well' : undefined}>{text}</span>
    </span>
  )
}

import './banner.css'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'

interface BannerProps {
  readonly tone?: 'info' | 'warning' | 'danger' | 'success'
  readonly icon?: IconName
  readonly children: ReactNode
  readonly action?: ReactNode
}

/**
 * A strip above the page for what stays true for a while.
 * @example <Banner tone="warning" icon="cloud-off">Offline. 3 changes wait to be sent.</Banner>
 */
export function Banner({ tone = 'info', icon, children, action }: BannerProps) {
  return (
    <div className="fu-banner" data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      {icon !== undefined && <Icon name={icon} />}
      <span className="fu-grow">{children}</span>
      {action}
    </div>
  )
}

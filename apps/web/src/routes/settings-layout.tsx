import './settings-layout.css'
import { scopeOf } from '@fulcrum/domain'
import { appHref, cx, Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef, type ReactNode } from 'react'
import { usePrincipal } from '../shell/account-context.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { useUndo } from '../shell/use-undo.ts'
import { useClient } from '../shell/world.tsx'
import { settingsPages, settingsPagesOf } from './settings-pages.ts'

interface SettingsLayoutProps {
  /** The id of the page that is shown. */
  readonly page: string
  readonly children: ReactNode
}

/** Around the pages of the settings: what they are, and which is shown. */
export function SettingsLayout({ page, children }: SettingsLayoutProps) {
  const client = useClient()
  useUndo(scopeOf('account', client.accountId))
  const { role } = usePrincipal()
  const found = settingsPagesOf(role)
  const nav = useRef<HTMLElement>(null)
  // On a phone they stand in one line, of which a few are in sight.
  useEffect(() => {
    const list = nav.current
    if (list === null) return undefined
    const show = (): void =>
      list.querySelector(`[href$="/${page}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' })
    const resized = new ResizeObserver(show)
    resized.observe(list)
    return () => resized.disconnect()
  }, [page])
  const shown = settingsPages.find(({ id }) => id === page)
  return (
    <>
      <PageHeader path={[{ title: t('Settings') }]} title={shown?.title ?? t('Settings')} />
      <div className="settings">
        <nav ref={nav} aria-label={t('Settings')} className="settings-nav">
          {found.map(({ id, title, icon }) => (
            <a
              key={id}
              href={appHref(`/settings/${id}`)}
              aria-current={id === page ? 'page' : undefined}
              className={cx('settings-link', id === page && 'settings-link-on')}
            >
              <Icon name={icon} />
              <span className="fu-truncate">{title}</span>
            </a>
          ))}
        </nav>
        <div className="settings-page">{children}</div>
      </div>
    </>
  )
}

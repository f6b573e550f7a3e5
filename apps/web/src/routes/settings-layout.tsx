import './settings-layout.css'
import { Outlet, useParams } from '@tanstack/react-router'
import { cx, Icon } from '@fulcrum/ui'
import { PageHeader } from '../shell/page-header.tsx'
import { settingsPages } from './settings-pages.ts'

/** Around the pages of the settings: what they are, and which is shown. */
export function SettingsLayout() {
  const { page } = useParams({ strict: false })
  const shown = settingsPages.find(({ id }) => id === page)
  return (
    <>
      <PageHeader path={[{ title: 'Settings' }]} title={shown?.title ?? 'Settings'} />
      <div className="settings">
        <nav aria-label="Settings" className="settings-nav">
          {settingsPages.map(({ id, title, icon }) => (
            <a
              key={id}
              href={`/settings/${id}`}
              aria-current={id === page ? 'page' : undefined}
              className={cx('settings-link', id === page && 'settings-link-on')}
            >
              <Icon name={icon} />
              <span className="fu-truncate">{title}</span>
            </a>
          ))}
        </nav>
        <div className="settings-page">
          <Outlet />
        </div>
      </div>
    </>
  )
}

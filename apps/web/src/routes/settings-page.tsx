import { appHref, EmptyState, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { lazy, Suspense, type ComponentType } from 'react'
import { useParams } from '../shell/router/router-context.tsx'
import { SettingsLayout } from './settings-layout.tsx'

/** The pages by the ids of `settingsPages`; each is loaded when it is opened. */
const pages: Readonly<Record<string, ComponentType>> = {
  profile: lazy(async () => ({ default: (await import('../features/settings/profile-page.tsx')).ProfilePage })),
  notifications: lazy(async () => ({
    default: (await import('../features/settings/notifications-page.tsx')).NotificationsPage,
  })),
  password: lazy(async () => ({ default: (await import('../features/settings/password-page.tsx')).PasswordPage })),
  sessions: lazy(async () => ({ default: (await import('../features/settings/sessions-page.tsx')).SessionsPage })),
  tokens: lazy(async () => ({ default: (await import('../features/settings/tokens-page.tsx')).TokensPage })),
  account: lazy(async () => ({ default: (await import('../features/settings/account-page.tsx')).AccountPage })),
  rules: lazy(async () => ({ default: (await import('../features/settings/rules-page.tsx')).RulesPage })),
  members: lazy(async () => ({ default: (await import('../features/settings/members-page.tsx')).MembersPage })),
  teams: lazy(async () => ({ default: (await import('../features/settings/teams-page.tsx')).TeamsPage })),
  api: lazy(async () => ({ default: (await import('../features/api/api-page.tsx')).ApiPage })),
  backups: lazy(async () => ({ default: (await import('../features/settings/backups-page.tsx')).BackupsPage })),
  mail: lazy(async () => ({ default: (await import('../features/settings/mail-page.tsx')).MailPage })),
  trash: lazy(async () => ({ default: (await import('../features/settings/trash-page.tsx')).TrashPage })),
}

/** One page of the settings. */
export function SettingsPage() {
  const { page = '' } = useParams()
  const Page = Object.hasOwn(pages, page) ? pages[page] : undefined
  if (Page === undefined) {
    return (
      <SettingsLayout page={page}>
        <EmptyState
          icon="search"
          text={t('There is no such page.')}
          action={<a href={appHref('/settings/profile')}>{t('Profile')}</a>}
        />
      </SettingsLayout>
    )
  }
  return (
    <SettingsLayout page={page}>
      <Suspense fallback={<Skeleton lines={6} label={t('Loading the page')} />}>
        <Page />
      </Suspense>
    </SettingsLayout>
  )
}

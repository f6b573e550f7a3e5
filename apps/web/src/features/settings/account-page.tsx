import { can, type JsonObject } from '@fulcrum/domain'
import { Button, Select, TextField } from '@fulcrum/ui'
import { language, t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { useClient } from '../../shell/world.tsx'
import { SettingsSection } from './settings-section.tsx'
import { timeZoneOptions } from './time-zones.ts'
import { WorkDaysSection } from './work-days-section.tsx'

const LOCALES = ['en', 'en-GB', 'en-US', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt-BR', 'sv', 'ja', 'ko', 'zh-CN']

/** What holds for everybody: the name, and how dates and numbers are written and weeks begin. */
export function AccountPage() {
  const client = useClient()
  const account = useAccount()
  const may = can(usePrincipal(), 'account.manage', null)
  const [name, setName] = useState(account.name)
  const update = (fields: JsonObject): void => {
    client.run('account.update', fields)
  }
  const changed = name.trim() !== '' && name.trim() !== account.name
  return (
    <>
      <SettingsSection
        title={t('Account')}
        note={may ? undefined : t('What holds for everybody here. Owners and admins can change it.')}
      >
        <form
          className="settings-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (changed) update({ name: name.trim() })
          }}
        >
          <TextField
            label={t('Name')}
            size="large"
            maxLength={200}
            readOnly={!may}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          {may && (
            <Button type="submit" variant="primary" disabled={!changed}>
              {t('Save name')}
            </Button>
          )}
        </form>
      </SettingsSection>
      <SettingsSection title={t('Dates and numbers')}>
        <div className="settings-form">
          <Select
            label={t('Language of dates and numbers')}
            options={localeOptions(account.locale)}
            value={account.locale}
            disabled={!may}
            onChange={(locale) => update({ locale })}
          />
          <Select
            label={t('Time zone, for “today” and “overdue”')}
            options={timeZoneOptions()}
            value={account.timeZone}
            disabled={!may}
            onChange={(timeZone) => update({ timeZone })}
          />
          <Select
            label={t('Weeks begin on')}
            options={weekdayOptions(account.locale)}
            value={String(account.weekStart)}
            disabled={!may}
            onChange={(day) => update({ weekStart: Number(day) })}
          />
        </div>
      </SettingsSection>
      <WorkDaysSection may={may} onChange={update} />
    </>
  )
}

function localeOptions(present: string) {
  const names = new Intl.DisplayNames(language, { type: 'language' })
  return [...new Set([present, ...LOCALES])].map((id) => ({ id, title: names.of(id) ?? id }))
}

function weekdayOptions(locale: string) {
  const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  // 4 January 1970 was a Sunday.
  return [1, 2, 3, 4, 5, 6, 0].map((day) => ({ id: String(day), title: names.format((3 + day) * 86_400_000) }))
}

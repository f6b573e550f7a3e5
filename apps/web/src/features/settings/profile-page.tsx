import { Button, Select, TextField, ThemeSwitch } from '@fulcrum/ui'
import type { JsonObject } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useMe } from '../../shell/account-context.tsx'
import { chooseLanguage, chosenLanguage, languageChoices } from '../../shell/language.ts'
import { useTheme } from '../../shell/theme.ts'
import { TimeOffList } from '../../shell/time-off/time-off-list.tsx'
import { useClient } from '../../shell/world.tsx'
import { HoursSection } from './hours-section.tsx'
import { PictureSection } from './picture-section.tsx'
import { SettingsSection } from './settings-section.tsx'
import { timeZoneOptions } from './time-zones.ts'

const AS_ACCOUNT = 'account'

/** How a person is shown to the others, where and when they work, and how Fulcrum looks to them. */
export function ProfilePage() {
  const client = useClient()
  const me = useMe()
  const languages = languageChoices()
  const [theme, setTheme] = useTheme()
  const [name, setName] = useState(me.name)
  const [site, setSite] = useState(me.site ?? '')
  const update = (fields: JsonObject): void => {
    client.run('member.update', { id: me.id, ...fields })
  }
  const wanted = { name: name.trim(), site: site.trim() === '' ? null : site.trim() }
  const changed = wanted.name !== '' && (wanted.name !== me.name || wanted.site !== me.site)
  return (
    <>
      <SettingsSection title={t('You')} note={me.email}>
        <form
          className="settings-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (changed) update({ name: wanted.name, site: wanted.site })
          }}
        >
          <TextField
            label={t('Name')}
            size="large"
            autoComplete="name"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TextField
            label={t('Place')}
            size="large"
            maxLength={200}
            placeholder={t('Porto, or from home')}
            hint={t('Where you work; others see it beside your name.')}
            value={site}
            onChange={(event) => setSite(event.target.value)}
          />
          <Button type="submit" variant="primary" disabled={!changed}>
            {t('Save')}
          </Button>
        </form>
      </SettingsSection>
      <PictureSection me={me} onPicture={(picture) => update({ picture })} onColour={(colour) => update({ colour })} />
      <SettingsSection
        title={t('Time zone')}
        note={t("For times that only you see. What everybody sees follows the account's zone.")}
      >
        <div className="settings-form">
          <Select
            label={t('Time zone')}
            hideLabel
            options={[{ id: AS_ACCOUNT, title: t('As the account') }, ...timeZoneOptions()]}
            value={me.timeZone ?? AS_ACCOUNT}
            onChange={(zone) => update({ timeZone: zone === AS_ACCOUNT ? null : zone })}
          />
        </div>
      </SettingsSection>
      <HoursSection
        hours={me.workHours}
        onHours={(hours) =>
          update({ workHours: hours === null ? null : { days: [...hours.days], from: hours.from, to: hours.to } })
        }
      />
      <SettingsSection
        title={t('Time off')}
        note={t('When you are away. Members see the days, guests do not; nobody asks why.')}
      >
        <TimeOffList />
      </SettingsSection>
      {languages.length > 1 && (
        <SettingsSection title={t('Language')} note={t('Of this browser.')}>
          <div className="settings-form">
            <Select
              label={t('Language')}
              hideLabel
              options={languages}
              value={chosenLanguage()}
              onChange={chooseLanguage}
            />
          </div>
        </SettingsSection>
      )}
      <SettingsSection title={t('Theme')} note={t('Of this browser.')}>
        <ThemeSwitch value={theme} onChange={setTheme} />
      </SettingsSection>
    </>
  )
}

import { Avatar, Button, Select, TextField, ThemeSwitch } from '@fulcrum/ui'
import { ColourPalette } from '@fulcrum/ui/colour-palette'
import { useState } from 'react'
import { useMe } from '../../shell/account-context.tsx'
import { useTheme } from '../../shell/theme.ts'
import { useClient } from '../../shell/world.tsx'
import { SettingsSection } from './settings-section.tsx'
import { timeZoneOptions } from './time-zones.ts'

const AS_ACCOUNT = 'account'

/** How a person is shown to the others, and how Fulcrum looks to them. */
export function ProfilePage() {
  const client = useClient()
  const me = useMe()
  const [theme, setTheme] = useTheme()
  const [name, setName] = useState(me.name)
  const update = (fields: {
    readonly name?: string
    readonly colour?: string
    readonly timeZone?: string | null
  }): void => {
    client.run('member.update', { id: me.id, ...fields })
  }
  const changed = name.trim() !== '' && name.trim() !== me.name
  return (
    <>
      <SettingsSection title="You" note={me.email}>
        <form
          className="settings-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (changed) update({ name: name.trim() })
          }}
        >
          <TextField
            label="Name"
            size="large"
            autoComplete="name"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" variant="primary" disabled={!changed}>
            Save name
          </Button>
        </form>
      </SettingsSection>
      <SettingsSection title="Colour" note="Of your initials, wherever you are shown.">
        <div className="form-row">
          <Avatar person={me} size="large" decorative />
          <ColourPalette label="Colour" value={me.colour} onChange={(colour) => update({ colour })} />
        </div>
      </SettingsSection>
      <SettingsSection
        title="Time zone"
        note="For times that only you see. What everybody sees follows the account's zone."
      >
        <div className="settings-form">
          <Select
            label="Time zone"
            hideLabel
            options={[{ id: AS_ACCOUNT, title: 'As the account' }, ...timeZoneOptions()]}
            value={me.timeZone ?? AS_ACCOUNT}
            onChange={(zone) => update({ timeZone: zone === AS_ACCOUNT ? null : zone })}
          />
        </div>
      </SettingsSection>
      <SettingsSection title="Theme" note="Of this browser.">
        <ThemeSwitch value={theme} onChange={setTheme} />
      </SettingsSection>
    </>
  )
}

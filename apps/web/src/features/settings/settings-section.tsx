import './settings.css'
import type { ReactNode } from 'react'

interface SettingsSectionProps {
  readonly title: string
  readonly note?: ReactNode
  /** At the end of the heading's line. */
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** A titled part of a page of the settings. */
export function SettingsSection({ title, note, action, children }: SettingsSectionProps) {
  return (
    <section className="settings-section" aria-label={title}>
      <div className="settings-section-head">
        <h2 className="fu-grow">{title}</h2>
        {action}
      </div>
      {note !== undefined && <p className="form-note">{note}</p>}
      <div className="settings-section-body">{children}</div>
    </section>
  )
}

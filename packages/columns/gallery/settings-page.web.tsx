import { useState } from 'react'
import { context, sampleColumns } from './sample.web.ts'
import type { SampleColumn } from './sample.web.ts'

/** The settings form of every kind that has one. */
export function SettingsPage() {
  return (
    <div className="forms">
      {sampleColumns
        .filter(({ view }) => view.Settings !== undefined)
        .map((column) => (
          <Form key={column.id} column={column} />
        ))}
    </div>
  )
}

function Form({ column: { title, kind, view, settings: first } }: { readonly column: SampleColumn }) {
  const [settings, setSettings] = useState(first)
  return (
    <section>
      <h2>
        {title} ({kind.label})
      </h2>
      {view.Settings !== undefined && <view.Settings settings={settings} context={context} onChange={setSettings} />}
    </section>
  )
}

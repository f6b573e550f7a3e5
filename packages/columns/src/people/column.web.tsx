import { Avatar, Checkbox, colourOf } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { Fitting, mostChips } from '../shared/fitting.web.tsx'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { personOf } from '../shared/people.web.ts'
import { ShareSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps, SummaryProps } from '../view-contract.web.ts'
import type { PeopleSettings } from './column.ts'

function Cell({ value, context }: CellProps<PeopleSettings, readonly string[]>) {
  if (value === null) return <span className="fc-quiet">{t('Nobody')}</span>
  const people = value.map((id) => personOf(id, context))
  const [first] = people
  if (people.length > 1 || first === undefined) {
    return (
      <Fitting names={people.map(({ name }) => name)} overlap>
        {people.slice(0, mostChips).map((person) => (
          <Avatar key={person.id} person={person} />
        ))}
      </Fitting>
    )
  }
  return (
    <span className="fc-person">
      <Avatar person={first} />
      <span className="fc-person-name fu-truncate" aria-hidden>
        {first.name}
      </span>
    </span>
  )
}

const { Editor, preload } = lazyEditor<PeopleSettings, readonly string[]>(() =>
  import('./editor.web.tsx').then((part) => part.PeopleEditor),
)

function Settings({ settings, onChange }: SettingsProps<PeopleSettings>) {
  return (
    <div className="fc-form">
      <Checkbox
        label={t('A cell may name several people')}
        checked={settings.several}
        onChange={(several) => onChange({ ...settings, several })}
      />
    </div>
  )
}

function Summary(props: SummaryProps<PeopleSettings>) {
  return (
    <ShareSummary
      {...props}
      sets
      words={(id) => {
        if (typeof id !== 'string') return undefined
        const person = personOf(id, props.context)
        return { label: person.name, colour: person.colour ?? colourOf(id) }
      }}
    />
  )
}

/** How people look: one with the name where there is room, several as a stack. */
export const peopleView = defineColumnView({
  id: 'people',
  icon: 'people',
  width: 96,
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Settings,
  Summary,
})

import type { Ask, BoardColumn, Json } from '@fulcrum/domain'
import { Select, Switch, TextField } from '@fulcrum/ui'
import { told } from '@fulcrum/ui/messages'
import { useState, type ReactNode } from 'react'
import { useScene } from '../../scene.tsx'

interface ValueFieldProps {
  readonly label: string
  readonly column: BoardColumn
  readonly ask: Ask
  readonly value: Json
  readonly onChange: (value: Json) => void
}

type Draw = { readonly [A in Ask['as']]: (ask: Extract<Ask, { readonly as: A }>, props: ValueFieldProps) => ReactNode }

const draws: Draw = {
  line: (_ask, props) => <TextValue {...props} />,
  lines: (_ask, props) => <TextValue {...props} />,
  tick: (_ask, { label, value, onChange }) => (
    <Switch label={label} checked={value === true} onChange={(checked) => onChange(checked ? true : null)} />
  ),
  choices: ({ choices, list }, { label, value, onChange }) => {
    const chosen: unknown = Array.isArray(value) ? value[0] : value
    return (
      <Select
        label={label}
        size="small"
        options={choices.map(({ number, name }) => ({ id: String(number), title: name }))}
        value={typeof chosen === 'number' ? String(chosen) : undefined}
        onChange={(id) => onChange(list ? [Number(id)] : Number(id))}
      />
    )
  },
  persons: (_ask, props) => <PersonValue {...props} />,
  files: () => null,
}

/** A value of a column, asked for as a form asks for it. */
export function ValueField(props: ValueFieldProps) {
  // @NOTE the entry of a name takes what has that name.
  return (draws[props.ask.as] as (ask: Ask, props: ValueFieldProps) => ReactNode)(props.ask, props)
}

function PersonValue({ label, value, onChange }: ValueFieldProps) {
  const { context } = useScene()
  const [id] = Array.isArray(value) ? value : []
  return (
    <Select
      label={label}
      size="small"
      options={context.people.map((person) => ({ id: person.id, title: person.name }))}
      value={typeof id === 'string' ? id : undefined}
      onChange={(picked) => onChange([picked])}
    />
  )
}

function TextValue({ label, column: { kind, settings }, value, onChange }: ValueFieldProps) {
  const { context } = useScene()
  const [text, setText] = useState(() => (value === null ? '' : kind.format(value, settings, context)))
  const read = kind.parse(text, settings, context)
  return (
    <TextField
      label={label}
      size="small"
      value={text}
      {...(!read.ok && { error: told(read.message) })}
      onChange={(event) => {
        setText(event.currentTarget.value)
        const next = kind.parse(event.currentTarget.value, settings, context)
        if (next.ok) onChange(next.value)
      }}
    />
  )
}

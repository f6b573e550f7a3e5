import type { Fields } from '@fulcrum/domain'
import { Button, Icon, IconButton, OptionList, Popover, Select, type Option } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount } from '../../shell/account-context.tsx'
import type { AccountView } from '../../shell/account.ts'
import { useClient } from '../../shell/world.tsx'

interface ColumnRightsProps {
  readonly board: string
  readonly id: string
  readonly column: Fields
}

const everybody = 'everybody'

/** Who reads a column, and who edits its cells: everybody who may on the board, or its owners and some others. */
export function ColumnRights({ board, id, column }: ColumnRightsProps) {
  const client = useClient()
  const [readers, editors] = [namesOf(column['readers']), namesOf(column['editors'])]
  const set = (rights: { readonly readers: readonly string[] | null; readonly editors: readonly string[] | null }) =>
    void client.run('column.setAccess', { board, id, readers: copied(rights.readers), editors: copied(rights.editors) })
  return (
    <section aria-label={t('Rights of this column')} className="sharing-form">
      <Names label={t('Who reads it')} names={readers} onChange={(next) => set({ readers: next, editors })} />
      <Names label={t('Who edits its cells')} names={editors} onChange={(next) => set({ readers, editors: next })} />
    </section>
  )
}

interface NamesProps {
  readonly label: string
  /** Null is everybody. */
  readonly names: readonly string[] | null
  readonly onChange: (names: readonly string[] | null) => void
}

function Names({ label, names, onChange }: NamesProps) {
  const account = useAccount()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const options = optionsOf(account)
  return (
    <div className="sharing-names">
      <Select
        label={label}
        options={[
          { id: everybody, title: t('Everybody on the board') },
          { id: 'some', title: t('Owners and those below') },
        ]}
        value={names === null ? everybody : 'some'}
        onChange={(chosen) => onChange(chosen === everybody ? null : (names ?? []))}
      />
      {names !== null && (
        <ul aria-label={label}>
          {names.map((name) => {
            const title = options.find(({ id }) => id === name)?.title ?? t('Somebody who left')
            return (
              <li key={name} className="sharing-name">
                <Icon name="people" size={14} />
                <span className="fu-grow fu-truncate">{title}</span>
                <IconButton
                  icon="x"
                  size="small"
                  label={t('Take {title} off', { title: String(title) })}
                  onClick={() => onChange(names.filter((each) => each !== name))}
                />
              </li>
            )
          })}
          <li>
            <Button size="small" variant="plain" icon="user-plus" onClick={(event) => setAnchor(event.currentTarget)}>
              {t('Add')}
            </Button>
          </li>
        </ul>
      )}
      <Popover open={anchor !== null} anchor={anchor} label={label} onClose={() => setAnchor(null)}>
        <OptionList
          label={t('People and teams')}
          options={options.filter(({ id }) => names?.includes(id) !== true)}
          selected={[]}
          searchable
          emptyText={t('Nobody else is here.')}
          onPick={(id) => {
            setAnchor(null)
            onChange([...(names ?? []), id])
          }}
        />
      </Popover>
    </div>
  )
}

function optionsOf({ teams, members }: AccountView): readonly Option[] {
  return [
    ...teams.map(({ id, name }) => ({ id, title: name, icon: 'people' as const, hint: t('Team') })),
    ...members
      .filter(({ removed, placeholder }) => !removed && !placeholder)
      .map(({ id, name, role }) => ({ id, title: name, ...(role === 'guest' && { hint: t('Guest') }) })),
  ]
}

function namesOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : null
}

/** Arguments are JSON of one's own. */
function copied(names: readonly string[] | null): string[] | null {
  return names === null ? null : [...names]
}

import './doc-templates.css'
import type { DocTemplate } from '@fulcrum/protocol'
import { Button, Icon, IconButton, Skeleton, type IconName } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useAccount } from '../account-context.tsx'
import { useDocCommands } from '../doc-commands.ts'
import { Failure } from '../failure.tsx'
import { docPath } from '../paths.ts'
import { useGo, usePlace } from '../router/router-context.tsx'
import { useDocCopies, type DocPlace } from '../use-doc-copies.ts'
import { useMeetingNotes } from '../use-meeting-notes.ts'
import { useDocTemplates } from './use-doc-templates.ts'

interface DocTemplatesDialogProps {
  /** Where the doc is to be. */
  readonly place: DocPlace
  readonly onClose: () => void
}

/** All that a doc can be begun with: what everybody has, and what people here have saved. */
export function DocTemplatesDialog({ place, onClose }: DocTemplatesDialogProps) {
  const meet = useMeetingNotes()
  const copies = useDocCopies()
  const { own, error, ask } = useDocTemplates()
  const pick = (act: () => void) => () => {
    onClose()
    act()
  }
  return (
    <Dialog
      open
      title={t('Doc from a template')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('Cancel')}</Button>}
    >
      <ul className="doc-templates" aria-label={t('Templates')}>
        <li>
          <Choice
            icon="people"
            name={t('Meeting notes')}
            note={t('Who is here, agenda, notes, decisions and actions')}
            onPick={pick(() => meet(place))}
          />
        </li>
        {own?.map((template) => (
          <OwnTemplate
            key={template.id}
            template={template}
            onPick={pick(() => copies.use(template, place))}
            onClose={onClose}
          />
        ))}
      </ul>
      {own === undefined && error === null && (
        <Skeleton lines={2} heightPx={44} label={t('Loading what people here have saved')} />
      )}
      {own === undefined && error !== null && (
        <Failure
          compact
          trouble={error}
          refused={t('What people here have saved as templates is not shared with you. Ask an owner of the account.')}
          onRetry={ask}
        />
      )}
      {own?.length === 0 && (
        <p className="doc-templates-note">
          {t('A doc of your own becomes a template by “Save as template” in its menu.')}
        </p>
      )}
    </Dialog>
  )
}

interface OwnTemplateProps {
  readonly template: DocTemplate
  readonly onPick: () => void
  readonly onClose: () => void
}

function OwnTemplate({ template, onPick, onClose }: OwnTemplateProps) {
  const { id, name, description, createdBy, mayManage } = template
  const { members } = useAccount()
  const { remove } = useDocCommands()
  const go = useGo()
  const { path } = usePlace()
  const by = members.find((member) => member.id === createdBy)?.name
  const notes = [description, by === undefined ? null : t('by {name}', { name: by })].filter((note) => note !== null)
  return (
    <li>
      <Choice icon="doc" name={name} note={notes.join(' · ')} onPick={onPick} />
      <IconButton
        icon="open"
        size="small"
        label={t('Open the template {name}', { name })}
        onClick={() => {
          onClose()
          go(docPath(id))
        }}
      />
      {mayManage && (
        <IconButton
          icon="trash"
          size="small"
          label={t('Delete the template {name}', { name })}
          onClick={() => {
            // Its own page would be the first to say that it is gone.
            if (path === docPath(id)) go('/')
            remove({ id, name })
          }}
        />
      )}
    </li>
  )
}

interface ChoiceProps {
  readonly icon: IconName
  readonly name: string
  readonly note: string
  readonly onPick: () => void
}

function Choice({ icon, name, note, onPick }: ChoiceProps) {
  return (
    <button type="button" className="doc-template" onClick={onPick}>
      <Icon name={icon} />
      <span className="fu-grow">
        <strong className="fu-truncate">{name}</strong>
        {note !== '' && <span>{note}</span>}
      </span>
    </button>
  )
}

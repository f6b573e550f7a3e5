import './templates.css'
import { purposes, templates, type Purpose, type Template } from '@fulcrum/templates'
import type { OwnTemplate } from '@fulcrum/protocol'
import { appHref, Button, EmptyState, Icon, TextField } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { templatePath } from './paths.ts'
import { BoardPicture } from './board-picture.tsx'
import { purposeWords } from './purposes.ts'
import { useDrawn } from './use-drawn.ts'
import { useOwnTemplates } from './use-own-templates.ts'

/** Every template: by search and purpose, those that people here have saved first. */
export function Gallery() {
  const [text, setText] = useState('')
  const [purpose, setPurpose] = useState<Purpose | 'own'>()
  const { own, error, refresh } = useOwnTemplates()
  const found = templates.filter(
    (template) => (purpose ?? template.purpose) === template.purpose && names(template, text),
  )
  const ours = (own ?? []).filter(
    (template) => (purpose === undefined || purpose === 'own') && namesOwn(template, text),
  )
  const isEmpty = found.length === 0 && ours.length === 0
  return (
    <div className="templates">
      <div className="templates-find">
        <TextField
          label={t('Find a template')}
          hideLabel
          icon="search"
          placeholder={t('Find a template: sprint, incident, roadmap …')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="templates-purposes" role="group" aria-label={t('What it is for')}>
          {purposes.map((id) => (
            <Button
              key={id}
              size="small"
              aria-pressed={purpose === id}
              icon={purposeWords[id].icon}
              onClick={() => setPurpose(purpose === id ? undefined : id)}
            >
              {purposeWords[id].title}
            </Button>
          ))}
          {(own ?? []).length > 0 && (
            <Button
              size="small"
              aria-pressed={purpose === 'own'}
              icon="home"
              onClick={() => setPurpose(purpose === 'own' ? undefined : 'own')}
            >
              {t('Ours')}
            </Button>
          )}
        </div>
      </div>
      {error !== null && own === undefined && (
        <Failure
          compact
          trouble={error}
          say={(reason) =>
            t('What people here have saved as templates could not be asked for: {error}', { error: reason })
          }
          refused={t('What people here have saved as templates is not shared with you. Ask an owner of the account.')}
          onRetry={refresh}
        />
      )}
      {ours.length > 0 && (
        <section aria-label={t('Ours')}>
          <h2>{t('Ours')}</h2>
          <ul className="templates-cards">
            {ours.map((template) => (
              <OwnCard key={template.id} template={template} />
            ))}
          </ul>
        </section>
      )}
      {found.length > 0 && (
        <section aria-label={t('For engineering teams')}>
          <h2>{t('For engineering teams')}</h2>
          <ul className="templates-cards">
            {found.map((template) => (
              <Card key={template.id} template={template} />
            ))}
          </ul>
        </section>
      )}
      {isEmpty && (
        <EmptyState
          icon="search"
          text={
            text.trim() === ''
              ? t('No template is for this yet. A board of your own can be saved as one by its menu.')
              : t('No template is about “{text}”. A board of your own can be saved as one by its menu.', {
                  text: text.trim(),
                })
          }
          action={
            <Button
              onClick={() => {
                setText('')
                setPurpose(undefined)
              }}
            >
              {t('Show all templates')}
            </Button>
          }
        />
      )}
    </div>
  )
}

function Card({ template }: { readonly template: Template }) {
  const drawn = useDrawn(template)
  const { id, name, description } = template
  const count = template.boards(template.ways?.[0].id ?? '').length
  return (
    <li className="template-card">
      <div className="template-card-picture">
        {drawn?.[0] !== undefined && (
          <BoardPicture board={drawn[0]} boards={drawn} mostColumns={5} mostRows={7} decorative />
        )}
      </div>
      <div className="template-card-words">
        <a href={appHref(templatePath(id))}>{told(name)}</a>
        <p>{told(description)}</p>
        <span className="template-card-count">{t('{count, plural, one {# board} other {# boards}}', { count })}</span>
      </div>
    </li>
  )
}

function OwnCard({ template: { id, name, description, boards } }: { readonly template: OwnTemplate }) {
  const items = boards.reduce((sum, { itemCount }) => sum + itemCount, 0)
  return (
    <li className="template-card template-card-own">
      <div className="template-card-words">
        <a href={appHref(templatePath(id))}>{name}</a>
        <p>{description ?? boards.map((board) => board.name).join(', ')}</p>
        <span className="template-card-count">
          <Icon name="board" size={14} />{' '}
          {t('{count, plural, one {# board} other {# boards}},', { count: boards.length })}{' '}
          {items === 0 ? t('structure only') : t('{items, plural, one {# item} other {# items}}', { items })}
        </span>
      </div>
    </li>
  )
}

function names({ name, description, words }: Template, text: string): boolean {
  return matches([name, description, ...words].join(' '), text)
}

function namesOwn({ name, description, boards }: OwnTemplate, text: string): boolean {
  return matches([name, description ?? '', ...boards.map((board) => board.name)].join(' '), text)
}

/** Whether every word that is typed begins one of the text. */
function matches(whole: string, text: string): boolean {
  const words = whole.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  const asked = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  return asked.every((word) => words.some((each) => each.startsWith(word)))
}

import './api.css'
import { appHref, Button, EmptyState, Skeleton, TextField } from '@fulcrum/ui'
import { rich, t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { get } from '../../shell/http.ts'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { OperationView } from './operation-view.tsx'
import { operationsOf } from './operations.ts'
import type { ApiDocument, Operation } from './operations.ts'

type Loaded = { readonly operations: readonly Operation[] } | { readonly problem: Trouble } | null

/** Every command and query of the API, each with what it takes and gives, and a form to try it as oneself. */
export function ApiPage() {
  const [loaded, setLoaded] = useState<Loaded>(null)
  const [find, setFind] = useState('')
  const [opened, setOpened] = useState<string>()
  const ask = useCallback(() => {
    get<ApiDocument>('/api/openapi.json').then(
      (document) => setLoaded({ operations: operationsOf(document) }),
      (error: unknown) => setLoaded({ problem: troubleOf(error) }),
    )
  }, [])
  useEffect(ask, [ask])
  const groups = useMemo(() => {
    const needle = find.trim().toLowerCase()
    const all = loaded !== null && 'operations' in loaded ? loaded.operations : []
    const found = all.filter(({ name, summary }) => `${name} ${summary}`.toLowerCase().includes(needle))
    return [...Map.groupBy(found, ({ noun }) => noun)]
  }, [loaded, find])
  if (loaded === null) return <Skeleton lines={8} label={t('Loading the API')} />
  if ('problem' in loaded) {
    const refused = t('The API is not open to you. Ask an owner of the account.')
    return <Failure trouble={loaded.problem} refused={refused} onRetry={ask} />
  }
  return (
    <div className="api">
      <p className="form-note">
        {rich(
          'Whatever the app does, a program can do. Here you try it as yourself, on what is really there; a program brings a <a>token</a>. For tools:',
          { a: <a href={appHref('/settings/tokens')} /> },
        )}{' '}
        <a href={appHref('/api/openapi.json')} target="_blank" rel="noreferrer">
          {t('OpenAPI 3.1')}
        </a>
      </p>
      <TextField
        label={t('Find')}
        hideLabel
        icon="search"
        placeholder={t('Find a command or a query')}
        value={find}
        onChange={(event) => setFind(event.target.value)}
      />
      {groups.length === 0 && (
        <EmptyState
          compact
          icon="search"
          text={t('Nothing is called that.')}
          action={<Button onClick={() => setFind('')}>{t('Clear the search')}</Button>}
        />
      )}
      {groups.map(([noun, operations]) => (
        <section key={noun} aria-label={noun} className="api-noun">
          <h2>{noun}</h2>
          <ul>
            {operations.map((operation) => (
              <OperationView
                key={operation.path}
                operation={operation}
                open={operation.path === opened}
                onToggle={() => setOpened(operation.path === opened ? undefined : operation.path)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

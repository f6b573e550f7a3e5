import './api.css'
import { appHref, EmptyState, ErrorState, Skeleton, TextField } from '@fulcrum/ui'
import { useEffect, useMemo, useState } from 'react'
import { get, sayError } from '../../shell/http.ts'
import { OperationView } from './operation-view.tsx'
import { operationsOf } from './operations.ts'
import type { ApiDocument, Operation } from './operations.ts'

type Loaded = { readonly operations: readonly Operation[] } | { readonly problem: string } | null

/** Every command and query of the API, each with what it takes and gives, and a form to try it as oneself. */
export function ApiPage() {
  const [loaded, setLoaded] = useState<Loaded>(null)
  const [find, setFind] = useState('')
  const [opened, setOpened] = useState<string>()
  useEffect(() => {
    get<ApiDocument>('/api/openapi.json').then(
      (document) => setLoaded({ operations: operationsOf(document) }),
      (error: unknown) => setLoaded({ problem: sayError(error) }),
    )
  }, [])
  const groups = useMemo(() => {
    const needle = find.trim().toLowerCase()
    const all = loaded !== null && 'operations' in loaded ? loaded.operations : []
    const found = all.filter(({ name, summary }) => `${name} ${summary}`.toLowerCase().includes(needle))
    return [...Map.groupBy(found, ({ noun }) => noun)]
  }, [loaded, find])
  if (loaded === null) return <Skeleton lines={8} label="Loading the API" />
  if ('problem' in loaded) return <ErrorState text={loaded.problem} />
  return (
    <div className="api">
      <p className="form-note">
        Whatever the app does, a program can do. Here you try it as yourself, on what is really there; a program brings
        a <a href={appHref('/settings/tokens')}>token</a>. For tools:{' '}
        <a href={appHref('/api/openapi.json')} target="_blank" rel="noreferrer">
          OpenAPI 3.1
        </a>
      </p>
      <TextField
        label="Find"
        hideLabel
        icon="search"
        placeholder="Find a command or a query"
        value={find}
        onChange={(event) => setFind(event.target.value)}
      />
      {groups.length === 0 && <EmptyState compact icon="search" text="Nothing is called that." />}
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

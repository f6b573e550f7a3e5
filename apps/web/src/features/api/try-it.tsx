import { appHref, Button, TextArea } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { exampleOf } from './operations.ts'
import type { Operation } from './operations.ts'

interface Answered {
  readonly status: number
  readonly ms: number
  readonly text: string
}

/** A form that sends an operation as the person who is signed in, and shows what came back. */
export function TryIt({ operation }: { readonly operation: Operation }) {
  const { method, path, takes } = operation
  const [text, setText] = useState(() => JSON.stringify(exampleOf(takes), null, 2))
  const [answered, setAnswered] = useState<Answered>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const send = async (): Promise<void> => {
    setProblem(undefined)
    const body = objectOf(text)
    if (body === null) return setProblem(t('This is not a JSON object.'))
    setBusy(true)
    const from = performance.now()
    try {
      const response =
        method === 'get'
          ? await fetch(appHref(`${path}?${addressOf(body)}`))
          : await fetch(appHref(path), {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(body),
            })
      const answer: unknown = await response.json().catch(() => null)
      const ms = Math.round(performance.now() - from)
      setAnswered({ status: response.status, ms, text: JSON.stringify(answer, null, 2) })
    } catch {
      setProblem(t('The server cannot be reached.'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="api-try"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void send()
      }}
    >
      <TextArea
        label={t('Try it')}
        className="api-json"
        spellCheck={false}
        rows={Math.min(12, text.split('\n').length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="api-send">
        <Button type="submit" variant="primary" icon="play" busy={busy}>
          {t('Send')}
        </Button>
        <span role="status">
          {problem !== undefined && <span className="api-refused">{problem}</span>}
          {problem === undefined && answered !== undefined && (
            <span className={answered.status < 400 ? 'api-good' : 'api-refused'}>
              {t('{status} in {ms} ms', { status: answered.status, ms: answered.ms })}
            </span>
          )}
        </span>
      </div>
      {answered !== undefined && (
        // A long answer is scrolled by keys too.
        <pre className="api-answer" tabIndex={0} aria-label={t('The answer')}>
          {answered.text}
        </pre>
      )}
    </form>
  )
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text)
    // @NOTE the server says what else is wrong with it.
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

function addressOf(args: Readonly<Record<string, unknown>>): string {
  return new URLSearchParams(Object.entries(args).map(([name, value]) => [name, String(value)])).toString()
}

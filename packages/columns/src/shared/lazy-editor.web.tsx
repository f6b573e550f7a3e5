import type { Json } from '@fulcrum/domain'
import { useState } from 'react'
import type { ComponentType } from 'react'
import type { EditorProps } from '../view-contract.web.ts'
import { readerOf } from './kind-texts.web.ts'
import { lazyPart, useLazyPart } from './lazy-part.web.tsx'
import { TextInput } from './text-input.web.tsx'

/**
 * An editor that is fetched when it first opens. Until it is here, and where it cannot be fetched, a line takes the kind's
 * texts; what was typed meanwhile goes on in the editor.
 */
export function lazyEditor<S extends Json, V extends Json>(
  fetchEditor: () => Promise<ComponentType<EditorProps<S, V>>>,
): { readonly Editor: ComponentType<EditorProps<S, V>>; readonly preload: () => Promise<unknown> } {
  const part = lazyPart(fetchEditor)
  function Editor(props: EditorProps<S, V>) {
    const { kind, value, settings, context } = props
    const Part = useLazyPart(part)
    const [typed, setTyped] = useState(props.initialText)
    if (Part !== 'loading' && Part !== 'failed') return <Part {...props} initialText={typed} />
    return (
      <div className="fc-field">
        <TextInput
          {...props}
          text={value === null ? '' : kind.format(value, settings, context)}
          read={readerOf<V>(kind, settings, context)}
          onText={setTyped}
          marked
        />
      </div>
    )
  }
  return { Editor, preload: part.load }
}

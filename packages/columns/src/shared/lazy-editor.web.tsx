import './columns.css'
import type { Json } from '@fulcrum/domain'
import { focusFirst } from '@fulcrum/ui'
import { createElement, useLayoutEffect, useRef, useState } from 'react'
import type { ComponentType } from 'react'
import type { EditorProps } from '../view-contract.web.ts'
import { readerOf } from './kind-texts.web.ts'
import { lazyPart, useLazyPart } from './lazy-part.web.tsx'
import { TextInput } from './text-input.web.tsx'

/**
 * An editor that is fetched when it first opens. Until it is here, and where it cannot be fetched, a line takes the kind's
 * texts; what was typed meanwhile goes on in the editor, and so does the focus.
 */
export function lazyEditor<S extends Json, V extends Json>(
  fetchEditor: () => Promise<ComponentType<EditorProps<S, V>>>,
): { readonly Editor: ComponentType<EditorProps<S, V>>; readonly preload: () => Promise<unknown> } {
  const part = lazyPart(fetchEditor)
  function Editor(props: EditorProps<S, V>) {
    const Part = useLazyPart(part)
    const box = useRef<HTMLDivElement>(null)
    const wasTypedIn = useRef(false)
    const [typed, setTyped] = useState(props.initialText)
    const isHere = Part !== 'loading' && Part !== 'failed'
    useLayoutEffect(() => {
      if (isHere && wasTypedIn.current && box.current !== null) focusFirst(box.current)
    }, [isHere])
    return (
      <div ref={box} className={isHere ? 'fc-whole' : 'fc-field'}>
        {isHere ? (
          createElement(Part, { ...props, initialText: typed })
        ) : (
          <Line
            {...props}
            onText={setTyped}
            onLeave={() => (wasTypedIn.current = box.current?.contains(document.activeElement) === true)}
          />
        )}
      </div>
    )
  }
  return { Editor, preload: part.load }
}

interface LineProps<S extends Json, V extends Json> extends EditorProps<S, V> {
  readonly onText: (text: string) => void
  /** It goes; what has the focus has it still. */
  readonly onLeave: () => void
}

function Line<S extends Json, V extends Json>({ onLeave, ...props }: LineProps<S, V>) {
  const { kind, value, settings, context } = props
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useLayoutEffect(() => onLeave, [])
  const text = value === null ? '' : kind.format(value, settings, context)
  return <TextInput {...props} text={text} read={readerOf<V>(kind, settings, context)} marked />
}

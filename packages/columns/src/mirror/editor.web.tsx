import { Button, Icon, OptionList } from '@fulcrum/ui'
import type { Json } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { keepTab } from '../shared/keep-tab.web.ts'
import type { SourceCell } from '../shared/items.web.ts'
import type { EditorProps } from '../view-contract.web.ts'
import type { MirrorSettings, MirrorValue } from './column.ts'
import { mirrorSources } from './sources.web.ts'

/** Sets the cell of the source with the source's own editor; of several sources one is chosen first. */
export function MirrorEditor(props: EditorProps<MirrorSettings, MirrorValue>) {
  const { settings, context, host, label, onCancel } = props
  const [found] = useState(() =>
    host === undefined ? t('You may not see what this shows.') : mirrorSources(settings, host, context),
  )
  const [chosen, setChosen] = useState<SourceCell | null>(() =>
    typeof found !== 'string' && found.length === 1 ? (found[0] ?? null) : null,
  )
  if (typeof found === 'string') return <Refusal label={label} reason={found} onClose={onCancel} />
  if (chosen !== null) return <SourceEditor {...props} source={chosen} />
  return (
    <EditorBox className="fc-item-picker" commit={onCancel} cancel={onCancel}>
      <OptionList
        label={t('Which source of {label}', { label })}
        placeholder={t('Change it of which item?')}
        searchable
        selected={[]}
        options={found.map((source) => ({
          id: source.item,
          title: source.title,
          keywords: source.key,
          hint:
            source.value === null
              ? t('{key} · empty', { key: source.key })
              : `${source.key} · ${shown(source, context)}`,
        }))}
        onPick={(id) => setChosen(found.find(({ item }) => item === id) ?? null)}
      />
    </EditorBox>
  )
}

function SourceEditor(props: EditorProps<MirrorSettings, MirrorValue> & { readonly source: SourceCell }) {
  const { source, context, label, initialText, onCancel } = props
  const { view, column, value, key, title } = source
  const { Editor, Cell } = view
  const write = (next: Json): void => {
    context.items?.set(source, next)
    onCancel()
  }
  const { toggle } = view
  const isHere = usePreloaded(view)
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // The popover gave the focus to what was there when it opened.
    if (isHere) takeFocus(box.current)
  }, [isHere])
  if (!isHere) return <div className="fc-loading" aria-busy="true" />
  return (
    <div className="fc-source" ref={box}>
      <p className="fc-source-of" title={`${key} ${title}`}>
        <Icon name="eye" size={12} />
        <span className="fu-truncate">
          {t('{column} of {key} {title}', { column: String(column.fields['title']), key, title })}
        </span>
      </p>
      {Editor !== undefined ? (
        <Editor
          kind={column.kind}
          value={value}
          settings={column.settings}
          context={context}
          label={t('{label} of {key}', { label, key })}
          initialText={initialText}
          onCommit={write}
          onCancel={onCancel}
        />
      ) : toggle !== undefined ? (
        <EditorBox commit={onCancel} cancel={onCancel}>
          <div className="fc-question" role="group" aria-label={label} onKeyDown={(event) => keepTab(event)}>
            <Cell value={value} settings={column.settings} context={context} />
            <Button
              size="small"
              data-autofocus=""
              onClick={() => write(toggle(value, column.settings, context.me))}
              onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
            >
              {t('Change')}
            </Button>
          </div>
        </EditorBox>
      ) : (
        <Refusal
          label={label}
          reason={t('It can only be changed on the item itself: open {key}.', { key })}
          onClose={onCancel}
        />
      )}
    </div>
  )
}

/** True once the editor of the source is here, or cannot be fetched: then it says so itself. */
function usePreloaded({ preload }: SourceCell['view']): boolean {
  const [isHere, setIsHere] = useState(preload === undefined)
  useEffect(() => {
    let wanted = true
    const done = (): void => {
      if (wanted) setIsHere(true)
    }
    preload?.().then(done, done)
    return () => {
      wanted = false
    }
  }, [preload])
  return isHere
}

function takeFocus(box: HTMLElement | null): void {
  if (box === null || box.contains(document.activeElement)) return
  box.querySelector<HTMLElement>('[data-autofocus],input,textarea,button')?.focus({ preventScroll: true })
}

function Refusal({ label, reason, onClose }: { readonly label: string; readonly reason: string; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => takeFocus(box.current), [])
  return (
    <EditorBox commit={onClose} cancel={onClose}>
      <div className="fc-question" role="group" aria-label={label} ref={box}>
        <span role="status" className="fc-reason">
          <Icon name="lock" size={13} />
          {reason}
        </span>
        <Button
          size="small"
          variant="plain"
          data-autofocus=""
          onClick={onClose}
          onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
        >
          {t('Close')}
        </Button>
      </div>
    </EditorBox>
  )
}

function shown({ column, value }: SourceCell, context: EditorProps<Json, Json>['context']): string {
  return (column.kind.display ?? column.kind.format)(value, column.settings, context)
}

import './rich.css'
import './editor.css'
import { EditorContent, useEditor } from '@tiptap/react'
import type { Editor, JSONContent } from '@tiptap/core'
import { maxRichLength, richWords, type MentionNoun, type RichText } from '@fulcrum/domain/rich-text'
import type { UploadedFile } from '@fulcrum/protocol'
import { Button, Kbd, ProgressBar } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useAccount } from '../../../shell/client-context.tsx'
import { safeHtml } from '../../../shell/safe-html.ts'
import { useItem } from '../use-item.ts'
import { ChoiceList } from './choice-list.tsx'
import type { ComposerProps } from './composer.tsx'
import { keepDraft, readDraft } from './drafts.ts'
import { useNames } from './names.ts'
import { editorNodes } from './nodes.ts'
import { readPaste, type PastedText } from './paste.ts'
import { fromPlain, toStored } from './stored.ts'
import { Toolbar } from './toolbar.tsx'
import { useChoices } from './use-choices.ts'
import { useUploads, type MessageUpload } from './use-uploads.ts'

const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** A field for a rich message: marks by keys, buttons and Markdown, `@` names, `/` makes blocks, files come by paste, drop and picker. */
export function RichEditor(props: ComposerProps) {
  const { draftKey, label, initial = null, postTitle = t('Post'), autoFocus = false, onPost, onCancel } = props
  const { boardId } = useItem()
  const labelOf = useLabels()
  const [isEmpty, setEmpty] = useState(true)
  const [tooBig, setTooBig] = useState<PastedText | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [box, setBox] = useState<HTMLElement | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const listId = useId()
  const draft = useMemo(() => keepDraft(draftKey), [draftKey])
  useEffect(() => () => draft.stop(), [draft])
  const handlers = useRef<Handlers>({ key: () => false, files: () => false, paste: () => false })
  const editor = useEditor(
    {
      extensions: editorNodes((noun, id) => labelOf.current(noun, id)),
      content: contentOf(readDraft(draftKey) ?? initial),
      autofocus: autoFocus ? 'end' : false,
      injectCSS: false,
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes: {
          class: 'rich composer-field',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-autocomplete': 'list',
          'aria-label': label,
          'data-placeholder': label,
        },
        handleKeyDown: (_view, event) => handlers.current.key(event),
        // Before the editor reads what was pasted: that takes its time.
        handleDOMEvents: {
          paste: (_view, event) => {
            const taken =
              handlers.current.files(event.clipboardData?.files) || handlers.current.paste(event.clipboardData)
            if (taken) event.preventDefault()
            return taken
          },
        },
        transformPastedHTML: safeHtml,
        handleDrop: (_view, event) => handlers.current.files(event.dataTransfer?.files),
      },
      onCreate: ({ editor: made }) => setEmpty(saysNothing(made)),
      onUpdate: ({ editor: now }) => {
        setEmpty(saysNothing(now))
        setProblem(null)
        draft.save(() => storedOf(now))
      },
    },
    [draftKey],
  )
  const insert = ({ name, hash, sizeBytes, type }: UploadedFile): void => {
    const node = { type: pictures.has(type) ? 'image' : 'file', attrs: { name, hash, sizeBytes, type } }
    editor
      .chain()
      .insertContent([node, { type: 'paragraph' }])
      .run()
  }
  const { uploads, send } = useUploads(boardId, insert)
  const pickFile = (): void => picker.current?.click()
  const { choices, active, pick, onKey, close, asked } = useChoices(editor, pickFile)
  const isBusy = uploads.some((upload) => upload.problem === null)
  const post = (): void => {
    if (saysNothing(editor) || isBusy) return
    const text = storedOf(editor)
    if (richWords(text).length > maxRichLength) {
      setProblem(t('That is too long: at most 100,000 characters. Attach it as a file instead.'))
      return
    }
    editor.commands.clearContent(true)
    // From here on it is in the queue, which a reload does not end.
    draft.forget()
    void onPost(text).then((isTaken) => {
      if (isTaken) return
      // What was refused is there again, before what was typed since.
      const again: RichText = { ...text, content: [...text.content, ...storedOf(editor).content] }
      if (editor.isDestroyed) draft.save(() => again)
      else editor.commands.setContent(contentOf(again), { emitUpdate: true })
    })
  }
  useEffect(() => {
    handlers.current = {
      key: (event) => {
        if (event.isComposing) return false
        if (onKey(event)) return kept(event)
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          post()
          return kept(event)
        }
        if (event.key === 'Escape') {
          // One level up, to what the field stands in; the words stay.
          if (onCancel === undefined) box?.closest<HTMLElement>('[role=dialog], main')?.focus()
          else onCancel()
          return kept(event)
        }
        return false
      },
      files: (files) => {
        if (files === undefined || files.length === 0) return false
        send(files)
        return true
      },
      paste: (data) => {
        const read = readPaste(data)
        if (read.as === 'rich') {
          const html = data?.getData('text/html') ?? ''
          // Into code the plain words go, as they are.
          if (editor.isActive('codeBlock') && data?.getData('text/plain') !== '') return false
          // Nothing that the editor is made of gets to read HTML as it came.
          return html !== '' && editor.view.pasteHTML(safeHtml(html))
        }
        if (read.as === 'plain') editor.commands.insertContent(contentOf(read.text)?.content ?? [])
        else setTooBig(read.pasted)
        return true
      },
    }
  })
  useEffect(() => {
    // The editor stands in its box a moment after it is made: it is not asked for its field before.
    const field = box?.querySelector('[role=textbox]')
    if (!field) return
    if (choices.length > 0) {
      field.setAttribute('aria-controls', listId)
      field.setAttribute('aria-activedescendant', `${listId}-${active}`)
    } else {
      field.removeAttribute('aria-controls')
      field.removeAttribute('aria-activedescendant')
    }
  }, [box, choices.length, active, listId])
  return (
    <div className="composer composer-rich" data-empty={isEmpty || undefined} ref={setBox}>
      <EditorContent editor={editor} />
      {uploads.map((upload) => (
        <UploadLine key={upload.id} upload={upload} />
      ))}
      {tooBig !== null && (
        <p className="composer-problem" role="alert">
          {tooBig.words}{' '}
          <button
            type="button"
            className="item-link"
            onClick={() => {
              send([tooBig.file])
              setTooBig(null)
            }}
          >
            {t('Attach it as a file')}
          </button>{' '}
          <button type="button" className="item-link" onClick={() => setTooBig(null)}>
            {t('Leave it')}
          </button>
        </p>
      )}
      {problem !== null && (
        <p className="composer-problem" role="alert">
          {problem}
        </p>
      )}
      {props.notice}
      <div className="composer-foot">
        <Toolbar editor={editor} onAttach={pickFile} />
        <span className="fu-grow" />
        {onCancel !== undefined && (
          <Button variant="plain" size="small" onClick={onCancel}>
            {t('Cancel')}
          </Button>
        )}
        {isEmpty ? (
          <Kbd keys="Mod Enter" />
        ) : (
          <Button variant="primary" size="small" disabled={isBusy} onClick={post}>
            {isBusy ? t('Sending files …') : postTitle}
          </Button>
        )}
      </div>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t('Attach a picture or a file')}
        onChange={(event) => {
          send(event.target.files ?? [])
          event.target.value = ''
        }}
      />
      <ChoiceList
        id={listId}
        label={asked?.kind === 'block' ? t('Blocks') : t('People, teams, docs and items')}
        choices={choices}
        active={active}
        anchor={box}
        onPick={pick}
        onClose={close}
      />
    </div>
  )
}

interface Handlers {
  /** True where the key was taken. */
  readonly key: (event: KeyboardEvent) => boolean
  readonly files: (files: FileList | undefined) => boolean
  readonly paste: (data: DataTransfer | null) => boolean
}

function UploadLine({ upload }: { readonly upload: MessageUpload }) {
  const { name, progress, problem, retry, cancel } = upload
  return (
    <div className="composer-upload" role={problem === null ? 'status' : 'alert'}>
      <span className="fu-truncate">{name}</span>
      {problem === null ? (
        <ProgressBar value={progress} label={t('Sending {name}', { name })} />
      ) : (
        <span>{problem}</span>
      )}
      {problem !== null && (
        <button type="button" className="item-link" onClick={retry}>
          {t('Try again')}
        </button>
      )}
      <button type="button" className="item-link" onClick={cancel}>
        {problem === null ? t('Cancel') : t('Leave it')}
      </button>
    </div>
  )
}

/** Names of what is mentioned, as they are by the time they are drawn. */
function useLabels() {
  const names = useNames()
  const { context } = useItem()
  const { teams } = useAccount()
  const nameOf = (noun: MentionNoun, id: string): string => {
    if (noun === 'member') return `@${context.personName(id)}`
    const team = noun === 'team' ? teams.find((each) => each.id === id) : undefined
    return team ? `@${team.name}` : names(noun, id).words
  }
  const latest = useRef(nameOf)
  useEffect(() => {
    latest.current = nameOf
  })
  return latest
}

function contentOf(text: RichText | string | null): JSONContent | null {
  // @NOTE the editor's own type has lists that could be changed, and changes none of them.
  return (typeof text === 'string' ? fromPlain(text) : text) as JSONContent | null
}

function storedOf(editor: Editor): RichText {
  return toStored(editor.getJSON())
}

/** Nothing but spaces: no words, no file, no name. */
function saysNothing(editor: Editor): boolean {
  let says = false
  editor.state.doc.descendants((node) => {
    says ||= (node.isText && (node.text ?? '').trim() !== '') || ['image', 'file', 'mention'].includes(node.type.name)
    return !says
  })
  return !says
}

function kept(event: KeyboardEvent): true {
  event.preventDefault()
  event.stopPropagation()
  return true
}

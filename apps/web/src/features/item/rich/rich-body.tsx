import './rich.css'
import type { MentionNoun, RichMark, RichNode, RichNodeType, RichText } from '@fulcrum/domain/rich-text'
import { t } from '@fulcrum/ui/messages'
import { Fragment, type ReactNode } from 'react'
import { CodeBlock } from './code-block.tsx'
import { FilePart, ImagePart } from './file-parts.tsx'
import { Mention } from './mention.tsx'
import { OuterLink } from './outer-link.tsx'

interface RichBodyProps {
  readonly text: RichText
  /** Given where the reader may tick what is to be done: gets the whole text with that done. */
  readonly onChange?: ((text: RichText) => void) | undefined
}

/** A rich text, drawn piece by piece: each type has its drawing here, and what has none is not drawn. Nothing in it is markup. */
export function RichBody({ text, onChange }: RichBodyProps) {
  const set = onChange && ((content: readonly RichNode[]): void => onChange({ ...text, content }))
  return <div className="item-body rich">{drawAll(text.content, set)}</div>
}

type SetContent = (content: readonly RichNode[]) => void
type Draw = (node: RichNode, inside: () => ReactNode, set: ((node: RichNode) => void) | undefined) => ReactNode

const drawings: { readonly [type in RichNodeType]: Draw } = {
  paragraph: (_node, inside) => <p>{inside()}</p>,
  heading: ({ attrs }, inside) => (attrs?.['level'] === 2 ? <h3>{inside()}</h3> : <h4>{inside()}</h4>),
  bulletList: (_node, inside) => <ul>{inside()}</ul>,
  orderedList: ({ attrs }, inside) => <ol start={Number(attrs?.['start'] ?? 1)}>{inside()}</ol>,
  listItem: (_node, inside) => <li>{inside()}</li>,
  taskList: (_node, inside) => <ul className="rich-tasks">{inside()}</ul>,
  taskItem: (node, inside, set) => {
    const checked = node.attrs?.['checked'] === true
    return (
      <li data-checked={checked || undefined}>
        <input
          type="checkbox"
          aria-label={checked ? t('Done') : t('To do')}
          checked={checked}
          disabled={set === undefined}
          onChange={() => set?.({ ...node, attrs: { checked: !checked } })}
        />
        <div>{inside()}</div>
      </li>
    )
  },
  blockquote: (_node, inside) => <blockquote>{inside()}</blockquote>,
  codeBlock: (node) => (
    <CodeBlock
      code={(node.content ?? []).map(({ text = '' }) => text).join('')}
      language={typeof node.attrs?.['language'] === 'string' ? node.attrs['language'] : null}
    />
  ),
  horizontalRule: () => <hr />,
  hardBreak: () => <br />,
  image: (node) => <ImagePart node={node} />,
  file: (node) => <FilePart node={node} />,
  mention: ({ attrs }) => (
    // @NOTE what is stored was read as a rich text: the noun is one of a mention's.
    <Mention noun={String(attrs?.['noun']) as MentionNoun} id={String(attrs?.['id'])} />
  ),
}

function drawAll(content: readonly RichNode[], set: SetContent | undefined): ReactNode {
  return content.map((node, at) => (
    <Fragment key={at}>
      {node.type === 'text'
        ? drawWords(node)
        : draw(node, set && ((next) => set(content.map((each, index) => (index === at ? next : each)))))}
    </Fragment>
  ))
}

function draw(node: RichNode, set: ((node: RichNode) => void) | undefined): ReactNode {
  // @NOTE types that have no drawing have none here either.
  const drawing = Object.hasOwn(drawings, node.type) ? drawings[node.type as RichNodeType] : undefined
  const inside = () => drawAll(node.content ?? [], set && ((content) => set({ ...node, content })))
  return drawing?.(node, inside, set)
}

const marks: { readonly [type: string]: (mark: RichMark, inside: ReactNode, words: string) => ReactNode } = {
  bold: (_mark, inside) => <strong>{inside}</strong>,
  italic: (_mark, inside) => <em>{inside}</em>,
  strike: (_mark, inside) => <s>{inside}</s>,
  code: (_mark, inside) => <code>{inside}</code>,
  link: ({ attrs }, inside, words) => {
    const href = String(attrs?.['href'] ?? '')
    return (
      <OuterLink href={href} bare={words === href}>
        {inside}
      </OuterLink>
    )
  },
}

function drawWords({ text = '', marks: given = [] }: RichNode): ReactNode {
  return given.reduce<ReactNode>((inside, mark) => marks[mark.type]?.(mark, inside, text) ?? inside, text)
}

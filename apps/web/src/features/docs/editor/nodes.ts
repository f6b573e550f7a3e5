import { Node, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core'
import type { Extensions } from '@tiptap/core'
import { calloutTones, isSafeLink } from '@fulcrum/domain/doc-content'
import { filePath } from '@fulcrum/protocol'
import { appHref } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { TaskList } from '@tiptap/extension-list'
import type { Node as ShownNode } from '@tiptap/pm/model'
import { StarterKit } from '@tiptap/starter-kit'
import type { DocParts } from '../items/doc-parts.ts'
import { itemChip } from '../items/item-chip.ts'
import { liveCell } from '../live/live-cell.ts'
import { liveView } from '../live/live-view.ts'
import { namesPlace, placeChip } from '../places/place-chip.ts'
import { tableNodes } from './table.ts'
import { entryWithButton } from './task-entry.ts'

/** The schema of docs: the nodes and marks that the server takes, and no others. */
export function docNodes(parts: DocParts): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      // Yjs has an undo of its own, which leaves alone what others wrote.
      undoRedo: false,
      trailingNode: false,
      link: {
        openOnClick: false,
        autolink: true,
        linkOnPaste: true,
        defaultProtocol: 'https',
        isAllowedUri: (url) => isSafeLink(url),
        shouldAutoLink: (url) => isSafeLink(url) && /^https?:/i.test(url),
        HTMLAttributes: { target: null, rel: null, class: null },
      },
    }),
    TaskList,
    entryWithButton(parts),
    callout,
    diagram,
    mention.extend({
      addNodeView: () => (props) => {
        if (props.node.attrs['kind'] === 'item') return itemChip(props.node, parts)
        return namesPlace(props.node) ? placeChip(props.node, parts) : plainMention(props.node)
      },
    }),
    liveCell(parts),
    liveView(parts),
    image,
    ...tableNodes,
  ]
}

const callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({
    tone: {
      default: 'info',
      parseHTML: (element) => calloutTones.find((tone) => tone === element.getAttribute('data-tone')) ?? 'info',
    },
  }),
  parseHTML: () => [{ tag: 'div[data-tone]' }],
  renderHTML: ({ node }) => ['div', { class: 'doc-callout', 'data-tone': String(node.attrs['tone']) }, 0],
  addInputRules() {
    return [wrappingInputRule({ find: /^!!\s$/, type: this.type })]
  },
})

/** The words of a diagram; it is drawn below them. */
const diagram = Node.create({
  name: 'diagram',
  group: 'block',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  parseHTML: () => [{ tag: 'pre[data-diagram]', preserveWhitespace: 'full' }],
  renderHTML: () => ['pre', { class: 'doc-diagram', 'data-diagram': '' }, ['code', 0]],
  addInputRules() {
    return [textblockTypeInputRule({ find: /^```mermaid\s$/, type: this.type })]
  },
  addKeyboardShortcuts: () => ({
    // Behind a diagram at the very end there is nothing to which the caret could go.
    ArrowDown: ({ editor }) => {
      const { $from, empty } = editor.state.selection
      const isAtEnd = empty && $from.parent.type.name === 'diagram' && $from.parentOffset === $from.parent.content.size
      return isAtEnd && $from.after() === editor.state.doc.content.size && editor.commands.exitCode()
    },
  }),
})

/** One piece that names somebody or something: removed as a whole. */
const mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({
    kind: { default: null, parseHTML: (element) => element.getAttribute('data-mention') },
    id: { default: null, parseHTML: (element) => element.getAttribute('data-id') },
    label: { default: '', parseHTML: (element) => element.textContent?.replace(/^@/, '') ?? '' },
  }),
  parseHTML: () => [{ tag: 'span[data-mention][data-id]' }],
  renderHTML: ({ node }) => [
    'span',
    { class: 'doc-mention', 'data-mention': String(node.attrs['kind']), 'data-id': String(node.attrs['id']) },
    `@${String(node.attrs['label'])}`,
  ],
  renderText: ({ node }) => `@${String(node.attrs['label'])}`,
})

/** Somebody or something that is only named. */
function plainMention(node: ShownNode) {
  const dom = document.createElement('span')
  dom.className = 'doc-mention'
  dom.dataset['mention'] = String(node.attrs['kind'])
  dom.dataset['id'] = String(node.attrs['id'])
  dom.textContent = `@${String(node.attrs['label'])}`
  return { dom }
}

/** A picture of our own store. What is pasted as HTML makes none: pictures of elsewhere are never fetched. */
const image = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    file: { default: null },
    name: { default: null },
    alt: { default: null },
    width: { default: null },
  }),
  renderHTML: ({ node }) => [
    'img',
    {
      class: 'doc-image',
      src: appHref(`/${filePath({ hash: String(node.attrs['file']), name: String(node.attrs['name'] ?? 'picture') })}`),
      alt: String(node.attrs['alt'] ?? node.attrs['name'] ?? t('Picture')),
    },
  ],
})

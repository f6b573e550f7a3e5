import type { RichNode } from '@fulcrum/domain/rich-text'
import { filePath, thumbnailPath } from '@fulcrum/protocol'
import { appHref, Icon, Picture, type PictureSource } from '@fulcrum/ui'
import { maxWholeBytes } from '../../../shell/files/max-whole.ts'
import { sizeWords } from './file-names.ts'

/** Pictures that may move are drawn as they are up to this many bytes. */
const maxMoving = 3_000_000

const fileOf = ({ attrs }: RichNode) => ({ hash: String(attrs?.['hash']), name: String(attrs?.['name']) })
const hrefOf = (node: RichNode): string => appHref(`/${filePath(fileOf(node))}`)

/** A picture, small; a click opens it whole. */
export function ImagePart({ node }: { readonly node: RichNode }) {
  const name = String(node.attrs?.['name'])
  const alt = typeof node.attrs?.['alt'] === 'string' ? node.attrs['alt'] : name
  return (
    <Picture
      sources={sourcesOf(node)}
      alt={alt}
      instead={<FilePart node={node} />}
      link={{ className: 'rich-image', href: hrefOf(node), title: name }}
    />
  )
}

function sourcesOf(node: RichNode): readonly PictureSource[] {
  const { type, sizeBytes } = node.attrs ?? {}
  const whole = { src: hrefOf(node) }
  if (type === 'image/gif' && Number(sizeBytes) <= maxMoving) return [whole]
  const small = { src: appHref(`/${thumbnailPath(fileOf(node), 1280)}`) }
  return Number(sizeBytes) <= maxWholeBytes ? [small, whole] : [small]
}

/** A file to be saved. */
export function FilePart({ node }: { readonly node: RichNode }) {
  const name = String(node.attrs?.['name'])
  return (
    <p>
      <a className="rich-file" href={hrefOf(node)} download={name}>
        <Icon name="file" size={14} />
        <span className="fu-truncate">{name}</span>
        <span className="rich-file-size">{sizeWords(Number(node.attrs?.['sizeBytes']))}</span>
      </a>
    </p>
  )
}

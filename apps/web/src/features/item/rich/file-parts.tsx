import type { RichNode } from '@fulcrum/domain/rich-text'
import { filePath } from '@fulcrum/protocol'
import { appHref, Icon } from '@fulcrum/ui'
import { useState } from 'react'
import { sizeWords } from './file-names.ts'

const hrefOf = ({ attrs }: RichNode): string =>
  appHref(`/${filePath({ hash: String(attrs?.['hash']), name: String(attrs?.['name']) })}`)

/** A picture, small; a click opens it whole. */
export function ImagePart({ node }: { readonly node: RichNode }) {
  const [broken, setBroken] = useState(false)
  const name = String(node.attrs?.['name'])
  const alt = typeof node.attrs?.['alt'] === 'string' ? node.attrs['alt'] : name
  if (broken) return <FilePart node={node} />
  return (
    <a className="rich-image" href={hrefOf(node)} target="_blank" rel="noreferrer noopener" title={name}>
      <img src={hrefOf(node)} alt={alt} loading="lazy" decoding="async" onError={() => setBroken(true)} />
    </a>
  )
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

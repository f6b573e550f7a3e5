import { useState } from 'react'
import type { ReactNode } from 'react'

/** Where a picture is fetched; with `srcSet`, the same in other sizes. */
export interface PictureSource {
  readonly src: string
  readonly srcSet?: string
  /** How wide it is drawn, so that the browser chooses of `srcSet`. */
  readonly sizes?: string
}

interface PictureProps {
  /** The first one that can be drawn is. */
  readonly sources: readonly PictureSource[]
  readonly alt: string
  /** What stands there where none can be drawn. */
  readonly instead: ReactNode
  /** Where a click leads, beside this page, while it can be drawn. */
  readonly link?: { readonly href: string; readonly title: string; readonly className: string }
  readonly draggable?: boolean
}

/** A picture that is fetched when it comes near: `<Picture sources={[{ src: '/small.webp' }, { src: '/a.png' }]} alt="" instead={null} />` */
export function Picture({ sources, alt, instead, link, draggable }: PictureProps) {
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set())
  const source = sources.find(({ src }) => !broken.has(src))
  if (source === undefined) return instead
  const picture = (
    <img
      key={source.src}
      {...source}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={draggable}
      onError={() => setBroken((before) => new Set([...before, source.src]))}
    />
  )
  return link === undefined ? (
    picture
  ) : (
    <a {...link} target="_blank" rel="noreferrer noopener">
      {picture}
    </a>
  )
}

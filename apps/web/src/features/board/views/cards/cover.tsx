import type { BoardColumn, HeldFile } from '@fulcrum/domain'
import type { FilesPort } from '@fulcrum/columns/web'
import { Icon, Picture, type PictureSource } from '@fulcrum/ui'
import { maxWholeBytes } from '../../../../shell/files/max-whole.ts'
import { cellValue } from '../../model/row-reader.ts'
import { useScene } from '../../scene.tsx'
import { pictureOf } from './covers.ts'

interface CoverProps {
  readonly column: BoardColumn
  readonly row: number
}

/** The picture on top of a card; without one a quiet place of the same size. */
export function Cover({ column, row }: CoverProps) {
  const { context, reader } = useScene()
  const picture = reader === null ? undefined : pictureOf(column, cellValue(reader, row, column))
  const sources = picture && context.files ? sourcesOf(picture, context.files) : []
  return (
    <span className="fg-cover" aria-hidden="true">
      <Picture sources={sources} alt="" draggable={false} instead={<Icon name="image" size={16} />} />
    </span>
  )
}

/** The small one in two sizes, by the screen's own; as it is, where there is none and it is not large. */
function sourcesOf(picture: HeldFile, files: FilesPort): readonly PictureSource[] {
  const [small, medium] = [files.thumbnail(picture, 320), files.thumbnail(picture, 1280)]
  const drawn = { src: small, srcSet: `${small} 320w, ${medium} 1280w`, sizes: '280px' }
  return [drawn, ...(picture.sizeBytes <= maxWholeBytes ? [{ src: files.address(picture) }] : [])]
}

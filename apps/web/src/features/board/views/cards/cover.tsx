import type { BoardColumn } from '@fulcrum/domain'
import { Icon } from '@fulcrum/ui'
import { useState } from 'react'
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
  const address = picture && context.files?.address(picture)
  const [broken, setBroken] = useState<string>()
  return (
    <span className="fg-cover" aria-hidden="true">
      {address === undefined || broken === address ? (
        <Icon name="image" size={16} />
      ) : (
        <img
          src={address}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setBroken(address)}
        />
      )}
    </span>
  )
}

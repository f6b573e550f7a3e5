import { DomainError } from '@fulcrum/domain/errors'
import { maxPictureBytes } from '@fulcrum/protocol'

const sidePx = 256
const mostFileBytes = 30 * 1024 * 1024

/** Cuts the middle square out of a picture, makes it small, and writes it anew: nothing else of the file goes along. */
export async function squarePicture(file: File): Promise<Blob> {
  if (file.type === 'image/svg+xml' || file.size > mostFileBytes) throw notPicture()
  const bitmap = await createImageBitmap(file).catch(() => {
    throw notPicture()
  })
  const side = Math.min(bitmap.width, bitmap.height)
  const target = Math.min(sidePx, side)
  const canvas = document.createElement('canvas')
  canvas.width = target
  canvas.height = target
  const context = canvas.getContext('2d')
  if (context === null) throw notPicture()
  context.imageSmoothingQuality = 'high'
  const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2]
  context.drawImage(bitmap, left, top, side, side, 0, 0, target, target)
  bitmap.close()
  // A browser that writes no WebP gives a PNG instead.
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.86))
  if (blob === null || blob.size > maxPictureBytes) throw notPicture()
  return blob
}

function notPicture(): DomainError {
  return new DomainError('invalid', 'Choose a photo or a drawing: a PNG, JPEG or WebP of at most 30 MB.')
}

import './favourite-star.css'
import { IconButton } from '@fulcrum/ui'

interface FavouriteStarProps {
  readonly title: string
  readonly on: boolean
  readonly onToggle: () => void
}

/** The star beside the title of a page that can be kept at hand. */
export function FavouriteStar({ title, on, onToggle }: FavouriteStarProps) {
  return (
    <span className="favourite-star" data-on={on || undefined}>
      <IconButton icon="star" size="small" label={title} pressed={on} onClick={onToggle} />
    </span>
  )
}

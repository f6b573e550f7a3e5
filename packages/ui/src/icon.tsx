import './icon.css'
import { useEffect, useState } from 'react'
import { cx } from './cx.ts'
import { ICON_PATHS, type IconName } from './icon-paths.ts'

interface IconProps {
  readonly name: IconName
  /** Pixels; default 16. */
  readonly size?: number
  /** Says what it means when no word stands beside it; without it the icon is hidden from readers. */
  readonly label?: string
  readonly className?: string
}

type Drawings = Readonly<Partial<Record<IconName, string>>>

const first: Drawings = ICON_PATHS
let late: Drawings | undefined

/** Fetches the icons that are not drawn first. One that is drawn before keeps its place empty. */
export async function loadIcons(): Promise<void> {
  late ??= (await import('./late-icon-paths.ts')).LATE_ICON_PATHS
}

/**
 * One of the 16 px stroke icons, in the colour of the text around it.
 * @example <Icon name="filter" />
 */
export function Icon(props: IconProps) {
  const drawing = first[props.name] ?? late?.[props.name]
  return drawing === undefined ? <LateIcon {...props} /> : <Drawn {...props} drawing={drawing} />
}

function LateIcon(props: IconProps) {
  const [icons, setIcons] = useState(late)
  useEffect(() => {
    let wanted = true
    // Without a connection it stays empty; the words beside it are there.
    loadIcons().then(
      () => wanted && setIcons(late),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [])
  return <Drawn {...props} drawing={icons?.[props.name] ?? ''} />
}

/** What points along a line of text is turned about where lines begin at the right. */
const points = /-(left|right)$|^(un|re)do$|^logout$/

function Drawn({ name, size = 16, label, className, drawing }: IconProps & { readonly drawing: string }) {
  return (
    <svg
      className={cx('fu-icon', points.test(name) && 'fu-icon-points', className)}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
      // The paths are constants of this package.
      dangerouslySetInnerHTML={{ __html: drawing }}
    />
  )
}

import './avatar.css'
import { colourOf, type LabelColour } from './colours.ts'
import { cx } from './cx.ts'
import { useState } from 'react'

/** A person as avatars show one. */
export interface AvatarPerson {
  readonly id: string
  readonly name: string
  readonly imageUrl?: string
  readonly colour?: LabelColour
  /** More about them, for whoever points at them: where and when they work. */
  readonly about?: string
}

/** Two letters for a name: first of the first and of the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean)
  const letter = (word: string | undefined): string => [...(word ?? '')][0] ?? ''
  const first = letter(words[0])
  const last = words.length > 1 ? letter(words[words.length - 1]) : ([...(words[0] ?? '')][1] ?? '')
  return (first + last).toLocaleUpperCase('en')
}

interface AvatarProps {
  readonly person: AvatarPerson
  readonly size?: 'small' | 'normal' | 'large' | 'huge'
  /** A name stands beside it, so readers need not hear it twice. */
  readonly decorative?: boolean
}

/**
 * A round picture or the initials of a person.
 * @example <Avatar person={{ id: '1', name: 'Maya Krog' }} />
 */
export function Avatar({ person, size = 'normal', decorative = false }: AvatarProps) {
  const title = person.about === undefined ? person.name : `${person.name}\n${person.about}`
  const named = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': person.name, title }
  const { imageUrl } = person
  const [broken, setBroken] = useState<string>()
  const hasPicture = imageUrl !== undefined && imageUrl !== broken
  return (
    <span
      className={cx('fu-avatar', size !== 'normal' && `fu-avatar-${size}`)}
      data-colour={person.colour ?? colourOf(person.id)}
      // A mark and no text: it is no part of what a line says, nor of what is copied from it.
      data-initials={hasPicture ? undefined : initialsOf(person.name)}
      {...named}
    >
      {hasPicture && <img key={imageUrl} src={imageUrl} alt="" loading="lazy" onError={() => setBroken(imageUrl)} />}
    </span>
  )
}

interface AvatarStackProps {
  readonly people: readonly AvatarPerson[]
  /** More than this become "+n". Default 4. */
  readonly max?: number
  readonly size?: 'small' | 'normal' | 'large'
}

/**
 * Several people, overlapping.
 * @example <AvatarStack people={owners} max={3} />
 */
export function AvatarStack({ people, max = 4, size = 'normal' }: AvatarStackProps) {
  const shown = people.length > max ? people.slice(0, max - 1) : people
  const rest = people.slice(shown.length)
  return (
    <span className="fu-avatars">
      {shown.map((person) => (
        <Avatar key={person.id} person={person} size={size} />
      ))}
      {rest.length > 0 && (
        <span
          className={cx('fu-avatar', size !== 'normal' && `fu-avatar-${size}`)}
          data-colour="grey"
          role="img"
          aria-label={rest.map((person) => person.name).join(', ')}
          title={rest.map((person) => person.name).join(', ')}
        >
          +{rest.length}
        </span>
      )}
    </span>
  )
}

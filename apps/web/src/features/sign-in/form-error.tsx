import { Icon } from '@fulcrum/ui'

interface FormErrorProps {
  /** Undefined draws nothing, and keeps the place in which it will be announced. */
  readonly text: string | undefined
}

/** What is wrong with the form as a whole. */
export function FormError({ text }: FormErrorProps) {
  return (
    <div role="alert">
      {text !== undefined && (
        <div className="sign-in-error">
          <Icon name="warning" />
          <span>{text}</span>
        </div>
      )}
    </div>
  )
}

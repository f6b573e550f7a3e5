import { IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useToasts } from '../../../shell/client-context.tsx'

/** Lines of code as they were written, with their language, to be copied. */
export function CodeBlock({ code, language }: { readonly code: string; readonly language: string | null }) {
  const toasts = useToasts()
  return (
    <div className="rich-code">
      <div className="rich-code-head">
        <span>{language}</span>
        <IconButton
          icon="copy"
          label={t('Copy the code')}
          size="small"
          onClick={() =>
            void navigator.clipboard.writeText(code).then(() => toasts.show({ text: t('Code copied'), icon: 'copy' }))
          }
        />
      </div>
      {/* Wide lines are scrolled: by keys too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} aria-label={language === null ? t('Code') : t('Code, {language}', { language })}>
        <code>{code}</code>
      </pre>
    </div>
  )
}

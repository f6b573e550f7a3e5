import { templates } from '@fulcrum/templates'
import { appHref, Button, EmptyState, Skeleton } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { Gallery } from '../features/templates/gallery.tsx'
import { OwnTemplateView } from '../features/templates/own-template-view.tsx'
import { templatePath } from '../features/templates/paths.ts'
import { TemplateView } from '../features/templates/template-view.tsx'
import { useOwnTemplates } from '../features/templates/use-own-templates.ts'
import { Failure } from '../shell/failure.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { useGo, useParams } from '../shell/router/router-context.tsx'

const gallery = [{ title: t('Templates'), href: templatePath() }]

/** The gallery of templates, or one of them. */
export function TemplatesPage() {
  const { template: id } = useParams()
  if (id === undefined) {
    return (
      <>
        <PageHeader title={t('Templates')} />
        <Gallery />
      </>
    )
  }
  const template = templates.find((each) => each.id === id)
  if (template === undefined) return <OwnTemplatePage key={id} id={id} />
  return (
    <>
      <PageHeader title={told(template.name)} path={gallery} />
      <TemplateView key={template.id} template={template} />
    </>
  )
}

function OwnTemplatePage({ id }: { readonly id: string }) {
  const go = useGo()
  const { own, error, refresh } = useOwnTemplates()
  const template = own?.find((each) => each.id === id)
  return (
    <>
      <PageHeader title={template?.name ?? t('Template')} path={gallery} />
      {template !== undefined && <OwnTemplateView template={template} onChange={refresh} />}
      {own === undefined && error !== null && (
        <Failure
          trouble={error}
          refused={t('This template is not shared with you. Ask whoever sent you here.')}
          onRetry={refresh}
          wayOn={<a href={appHref(templatePath())}>{t('All templates')}</a>}
        />
      )}
      {own === undefined && error === null && <Skeleton lines={4} heightPx={38} label={t('Loading the template')} />}
      {own !== undefined && template === undefined && (
        <EmptyState
          icon="search"
          text={t('There is no template at this address. It may have been deleted, or you may not see its boards.')}
          action={<Button onClick={() => go(templatePath())}>{t('All templates')}</Button>}
        />
      )}
    </>
  )
}

export { useDocComments } from './comments/use-doc-comments.ts'
export { DocPage } from './doc-page.tsx'
export { DocStatusMark } from './doc-status.tsx'
export { useDocSession } from './use-doc-session.ts'

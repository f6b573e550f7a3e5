// What lies over pages and beside them: it comes with what people work with, after the first screen.
export { InboxNews } from '../features/inbox/inbox-news.tsx'
export { Palette } from '../features/palette/palette.tsx'
export { LinkBanner } from '../features/queue/link-banner.tsx'
export { SessionEnd } from '../shell/session-end.tsx'
export { NotePlace } from '../shell/note-place.tsx'
export { Tour } from '../features/tour/tour.tsx'
export { ToastRegion } from '@fulcrum/ui/toast-region'
export { PageDialogs } from './page-dialogs.tsx'

export { KanbanBody } from './kanban-body.tsx'
export { KanbanTools } from './kanban-tools.tsx'

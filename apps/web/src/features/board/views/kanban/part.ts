export { KanbanBody as Body } from './kanban-body.tsx'
export { KanbanTools as Tools } from './kanban-tools.tsx'

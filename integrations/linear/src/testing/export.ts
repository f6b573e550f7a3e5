/** The columns of an export, in its order. */
export const header = [
  'ID',
  'Team',
  'Title',
  'Description',
  'Status',
  'Estimate',
  'Priority',
  'Project ID',
  'Project',
  'Creator',
  'Assignee',
  'Labels',
  'Cycle Number',
  'Cycle Name',
  'Cycle Start',
  'Cycle End',
  'Created',
  'Updated',
  'Started',
  'Triaged',
  'Completed',
  'Canceled',
  'Archived',
  'Due Date',
  'Parent issue',
  'Initiatives',
  'Project Milestone ID',
  'Project Milestone',
  'SLA Status',
  'Roadmaps',
  'Related to',
  'Blocked by',
  'Duplicate of',
] as const

/** An export of some issues; what is not given has the usual value. */
export function exported(issues: readonly { readonly [column in (typeof header)[number]]?: string }[]): string {
  const usual = { Team: 'Engineering', Status: 'Todo', Priority: 'No priority', Created: '2024-02-01T08:00:00.000Z' }
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const rows = issues.map((issue) => {
    const whole: Readonly<Record<string, string>> = { ...usual, ...issue }
    return header.map((column) => cell(whole[column] ?? '')).join(',')
  })
  return [header.join(','), ...rows].join('\n')
}

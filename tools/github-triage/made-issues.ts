import type { RawIssue } from './raw-issue.ts'

/** Issues as the set has them, for where the set is not at hand: made, with what makes it difficult. */
export function madeIssues(count: number): readonly RawIssue[] {
  const repos = ['roslyn', 'nunit', 'elsewhere']
  const labels = ['Bug', 'bug', 'Area-IDE', 'is:question', 'pri:high', '0 - Backlog', 'Resolution-Fixed', 'ünïcode ✓']
  return Array.from({ length: count }, (_, index): RawIssue => {
    const month = String((index % 12) + 1).padStart(2, '0')
    return {
      repo: repos[index % repos.length] ?? 'roslyn',
      number: index + 1,
      created: `2018-${month}-03`,
      closed: index % 3 === 0 ? null : `2019-${month}-11`,
      labels: labels.filter((_label, at) => (index * 7 + at) % 3 === 0),
      assignees: index % 4 === 0 ? [] : [`dev-${index % 5}`, ...(index % 6 === 0 ? ['dev-9'] : [])],
      title: index % 10 === 0 ? `=SUM(A${index}) "quoted"` : `Issue ${index}`,
      body: index % 5 === 0 ? null : `**Steps**\r\n${'text '.repeat(index % 40)}\n\`\`\`\n{"json": [1, 2]}\n\`\`\``,
    }
  })
}

/** A step of every release: who does it, and how many days before the release. */
export interface ReleaseCheck {
  readonly title: string
  readonly owner: string
  readonly before: number
}

function check(before: number, owner: string, title: string): ReleaseCheck {
  return { before, owner, title }
}

export const releaseChecks: readonly ReleaseCheck[] = [
  check(4, 'tomas', 'Cut the release branch'),
  check(4, 'yuki', 'Run the migrations on a copy of production'),
  check(4, 'aisha', 'Translate new texts'),
  check(3, 'lena', 'Regression round on the web app'),
  check(3, 'david', 'Regression round on both phones'),
  check(3, 'jonas', 'Look at load and error budgets'),
  check(2, 'tomas', 'Security advisories of dependencies'),
  check(2, 'priya', 'Release notes for customers'),
  check(2, 'lena', 'Accessibility check of changed pages'),
  check(1, 'david', 'Submit the apps for review'),
  check(1, 'jonas', 'Announce the maintenance window'),
  check(0, 'jonas', 'Roll out to ten per cent, watch, roll out to all'),
  check(0, 'priya', 'Tell account managers what is new'),
  check(0, 'mia', 'Ten minutes of retrospective'),
]

/** A short exchange on an item: who says what. `@key` names somebody of the team. */
export type DemoTalk = readonly (readonly [who: string, text: string])[]

/** Exchanges that fit work on a sprint. */
export const workTalk: readonly DemoTalk[] = [
  [
    ['tomas', 'Draft is up. @aisha can you look at the shape of the answer before I write the tests?'],
    ['aisha', 'Works for me. I would keep the old field for one release, two customers read it directly.'],
    ['tomas', 'Good point, kept and marked as deprecated.'],
  ],
  [
    [
      'lena',
      'Tried it with the three largest accounts on staging. Fine except on the second page, where the order changes. @yuki',
    ],
    ['yuki', 'Missing tie-break in the sort. Fixed, please try again.'],
    ['lena', 'Confirmed, closing my part.'],
  ],
  [
    [
      'priya',
      'Talked to two customers about this. They care about being told early, not about the exact minute. Let us not over-build it.',
    ],
  ],
  [
    ['jonas', 'This needs a change of the firewall, which takes the provider two days. Asked for it this morning.'],
    ['mia', 'Thanks. I have told the customer we are on it and that it is not this week. @priya for your notes.'],
  ],
  [
    [
      'david',
      'Works on the current phones. On the two older test devices the camera opens after about three seconds, which I find acceptable.',
    ],
  ],
  [
    ['aisha', 'Two designs in the file. The second one has one line less and I like it more. @priya?'],
    ['priya', 'Second one. Please keep the link to the explanation.'],
  ],
  [
    [
      'yuki',
      'Backtest over the last quarter: the window holds in 87 % of the voyages, 91 % on the Asia lanes. Numbers are in the sheet.',
    ],
  ],
  [
    ['mia', 'Moving this to the next sprint, we lost two days to the outage. No drama.'],
    ['tomas', 'Half of it is merged behind the flag already.'],
  ],
  [['lena', 'Please add a case for a shipment without any leg. It is rare, but it is what broke the last release.']],
  [
    ['jonas', 'Rolled out to 10 %. Error rate flat, memory down by a fifth.'],
    ['jonas', 'Now at 100 %. Will watch it over the weekend.'],
    ['mia', 'Nice work!'],
  ],
  [
    [
      'tomas',
      'The carrier’s sandbox answers differently from production. I wrote down the differences in the description, so that the next one does not lose a day.',
    ],
  ],
  [
    ['david', '@lena I cannot reproduce this on a release build. Which version was it?'],
    ['lena', 'The one from last Thursday. Still there today, I attached a recording in the chat.'],
    ['david', 'Seen it. It only happens with a second account on the phone.'],
  ],
  [['priya', 'Release note, for whoever ships it: “Windows are recalculated when a container changes vessels.”']],
  [['aisha', 'Contrast of the grey label was 3.9, now 4.8. Checked both themes.']],
  [
    ['yuki', 'Query went from 2.4 s to 140 ms by counting only when somebody asks for the count.'],
    ['jonas', 'And the database is idle for the first time since March. Thank you.'],
  ],
  [
    ['mia', 'What is left here? @tomas @yuki, I would like to show it on Thursday.'],
    ['tomas', 'One review and a green build. Tomorrow noon.'],
  ],
  [['jonas', 'Reminder: the key rotates on the first of the month, this must be out before.']],
  [['lena', 'Test plan: happy path, no signal, two devices, change of time zone. Will do the last one on Monday.']],
]

/** Exchanges that fit a bug. */
export const bugTalk: readonly DemoTalk[] = [
  [
    ['lena', 'Reproduced on staging with the steps above. Happens every time.'],
    ['tomas', 'Cause found: we trust the order of the events. Fix is small, the test is the larger part.'],
  ],
  [
    ['priya', 'Second customer today. @mia can we have this before the release?'],
    ['mia', 'Yes, swapped with the export.'],
  ],
  [
    ['jonas', 'Nothing in the logs at that time. @lena do you have the request id?'],
    ['lena', 'Added it to the description.'],
  ],
  [['aisha', 'Not a bug in our code, the browser changed. I have a workaround that costs us nothing.']],
  [
    ['david', 'Fixed in the build of tonight. Please confirm before I tell the customer.'],
    ['lena', 'Confirmed on both phones.'],
  ],
  [
    [
      'yuki',
      'Data of eleven shipments had to be repaired. Done, list attached in the chat, @priya told the customers.',
    ],
  ],
  [
    ['tomas', 'I would not fix this: the page goes away with the new timeline. @priya do you agree?'],
    ['priya', 'Agreed, I will tell them.'],
  ],
  [['mia', 'Please write two lines about what we learned, this is the third one of its kind.']],
]

/** What is said about plans. */
export const planTalk: readonly DemoTalk[] = [
  [['priya', 'Ten interviews done. Seven would pay for it, two want it for free, one has built it themselves.']],
  [
    ['mia', 'We need one more backend person for this or three months more. Let us decide in the next planning.'],
    ['priya', 'I would rather have the three months.'],
  ],
  [
    [
      'tomas',
      'The part that worries me is the carrier side. A spike of three days would tell us more than any estimate.',
    ],
  ],
  [['yuki', 'Data is there for two of the five lanes. The others need a quarter of history first.']],
]

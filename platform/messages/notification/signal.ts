import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { signal } from '@tenon/kernel/live/signal.ts'
import { signalName } from './notify.ts'
import { countUnread } from './store.ts'

/** How many notices wait for somebody, to that person alone. */
export const noticeSignal = signal({
  name: signalName,
  concerns: ({ memberId }, subject) => memberId === subject,
  tell: async ({ runtime, tenant, actor }) => ({ unread: await unitOfWork(runtime, tenant, actor, countUnread) }),
})

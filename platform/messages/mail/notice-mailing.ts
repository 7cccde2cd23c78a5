import { fullAccess } from '@tenon/kernel/access/access.ts'
import type { Log } from '@tenon/kernel/background/log.ts'
import { sweep } from '@tenon/kernel/background/sweep.ts'
import type { Tenants } from '@tenon/kernel/background/tenants.ts'
import { type Next, takeTurns } from '@tenon/kernel/background/turns.ts'
import { type Runtime, unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Actor, Tenant } from '@tenon/kernel/entity/ctx.ts'
import { queueMail } from '@tenon/kernel/mail/queue.ts'
import { signalName } from '../notification/notify.ts'
import { tell, titlesOf } from '../notification/tell.ts'
import { mailedKinds, wordsOf } from '../notification/words.ts'
import { noticeMail } from './mail.words.ts'
import { findReader, nextReader, type Reader, settleWaiting, takeWaiting, type Waiting } from './waiting.ts'

interface MemberAt {
  readonly tenantId: string
  readonly memberId: string
  readonly siteId: string | null
}
export interface NoticeMailingOptions {
  readonly runtime: Runtime
  readonly catalog: Catalog
  readonly tenants: Tenants
  readonly log: Log
  /** Members as actors with the rights held at that moment; null for one who is gone. */
  readonly actorOf: (who: MemberAt) => Promise<Actor | null>
  /** Where people find this installation: what the links of mails begin with. */
  readonly baseUrl: string
  /** Milliseconds from a notice to its mail, in which further notices join it. */
  readonly delay?: number
  readonly sweepEvery?: number
}
export interface NoticeMailing {
  /** To be called after each commit. */
  wake(tenantId: string, touched?: ReadonlySet<string>): void
  stop(): Promise<void>
}

/** Nobody in particular: the one who mails is the platform. */
const platform: Actor = {
  ...{ memberId: null, name: 'Tenon', siteId: null, access: fullAccess, language: 'en', origin: { via: 'job' } },
}
/** A tenant with much to say makes room for the others after as many mails. */
const mailsInTurn = 50
const isTold = (touched: ReadonlySet<string> | undefined) =>
  !touched || [...touched].some(touch => touch.startsWith(signalName))

/** Mails notices to whoever wants their kind by mail, in their language, naming records only to who may see them now. */
export function startNoticeMailing(options: NoticeMailingOptions): NoticeMailing {
  const { runtime, catalog, tenants, log, actorOf, baseUrl, delay = 2_000, sweepEvery = 60_000 } = options
  const usual = mailedKinds(catalog)
  const choices = `${baseUrl}/account/preferences`
  const urlOf = (link: Waiting['link']) => {
    if (!link) return null
    return 'id' in link ? `${baseUrl}/${link.collection}/${link.id}` : `${baseUrl}${link.path}`
  }

  /** What one may see differs from site to site, and a mail is read at none: what is seen at any is named. */
  async function titlesFor(tenant: Tenant, memberId: string, { sites, language }: Reader, notices: readonly Waiting[]) {
    const titles = new Map<string, string>()
    for (const siteId of sites) {
      const actor = await actorOf({ tenantId: tenant.id, memberId, siteId })
      if (!actor) continue
      const session = { runtime, tenant, actor: { ...actor, language } }
      for (const [key, title] of await titlesOf(session, catalog, notices)) titles.set(key, title)
    }
    return titles
  }

  async function compose(tenant: Tenant, memberId: string, reader: Reader, notices: readonly Waiting[]) {
    const words = wordsOf(catalog, reader.language)
    const titles = await titlesFor(tenant, memberId, reader, notices)
    const lines = notices.map(notice => {
      const { text, link } = tell(words, titles, notice)
      return { text, url: urlOf(link) }
    })
    return noticeMail(reader.language, { name: reader.name, organisation: tenant.name, lines, choices })
  }

  /** The mail is queued and its notices are settled in one transaction: it goes out once, whoever dies in between. */
  async function mailNext(work: Work, tenant: Tenant): Promise<boolean> {
    const memberId = await nextReader(work)
    if (memberId === undefined) return false
    const waiting = await takeWaiting(work, memberId)
    const reader = await findReader(work, memberId)
    const isWanted = ({ kind, isNews, readAt, archivedAt }: Waiting) =>
      isNews && (readAt === null || archivedAt !== null) && (reader?.mails[kind] ?? usual.has(kind))
    const wanted = waiting.filter(isWanted)
    if (reader && wanted.length)
      queueMail(work, { to: reader.email, ...(await compose(tenant, memberId, reader, wanted)) })
    const idsOf = (notices: readonly Waiting[]) => notices.map(({ id }) => id)
    settleWaiting(work, memberId, idsOf(waiting), idsOf(wanted))
    return waiting.length > 0
  }

  async function visit(tenantId: string): Promise<Next> {
    const tenant = await tenants.find(tenantId)
    if (!tenant) return 'idle'
    for (let i = 0; i < mailsInTurn; i++)
      if (!(await unitOfWork(runtime, tenant, platform, work => mailNext(work, tenant)))) return 'idle'
    return 'more'
  }

  const turns = takeTurns({ concurrency: 1, delay, visit, log })
  const sweeping = sweep({ tenants, every: sweepEvery, wake: turns.wake, log })
  return {
    wake: (tenantId, touched) => {
      if (isTold(touched)) turns.wake(tenantId)
    },
    stop: async () => {
      await Promise.all([sweeping.stop(), turns.stop()])
    },
  }
}

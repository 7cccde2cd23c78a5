import { type Fault, type Verification, verifyChain } from '@tenon/kernel/audit/verification.ts'
import type { Phrase } from '@tenon/kernel/messages/language.ts'
import { type Patient, type Report, report } from './report.ts'
import type { Checked } from './tenants.ts'

function phrase(fault: Fault): Phrase {
  switch (fault.kind) {
    case 'edited':
      return {
        en: `event ${fault.eventId} of ${fault.at} was edited`,
        zh: `${fault.at} 的事件 ${fault.eventId} 被修改`,
      }
    case 'removed':
      return {
        en: `block ${fault.block} held ${fault.sealed} events, ${fault.found} are left`,
        zh: `区块 ${fault.block} 原有 ${fault.sealed} 个事件，仅剩 ${fault.found} 个`,
      }
    case 'inserted':
      return {
        en: `block ${fault.block} held ${fault.sealed} events, now ${fault.found}`,
        zh: `区块 ${fault.block} 原有 ${fault.sealed} 个事件，现有 ${fault.found} 个`,
      }
    case 'reordered':
      return { en: `the events of block ${fault.block} changed places`, zh: `区块 ${fault.block} 的事件顺序被改变` }
    case 'replaced':
      return {
        en: `an event of block ${fault.block} is not the one that was sealed`,
        zh: `区块 ${fault.block} 中有事件并非封存时的事件`,
      }
    case 'blockEdited':
      return { en: `block ${fault.block} was edited`, zh: `区块 ${fault.block} 被修改` }
    case 'chainBroken':
      return {
        en: `block ${fault.block} does not follow from the one before`,
        zh: `区块 ${fault.block} 与前一区块不衔接`,
      }
    case 'blockMissing':
      return { en: `block ${fault.block} is missing`, zh: `缺少区块 ${fault.block}` }
    case 'foreignTransactions':
      return {
        en: `event ${fault.eventId} has a transaction number of another cluster: this copy was restored without renumbering`,
        zh: `事件 ${fault.eventId} 的事务号来自其他数据库集群：恢复副本时未重新编号`,
      }
  }
}

function sound({ events, blocks, unsealed, head }: Verification): Phrase {
  const end = head.slice(0, 16)
  return {
    en: `${events} events in ${blocks} blocks, ${unsealed} not sealed yet, the last block is ${end}`,
    zh: `${blocks} 个区块共 ${events} 个事件，${unsealed} 个尚未封存，末块 ${end}`,
  }
}

export async function* historyReport({ pool }: Patient, tenants: readonly Checked[]): AsyncGenerator<Report> {
  for (const { id, slug } of tenants) {
    const found = await verifyChain(pool, id)
    const { en, zh } = found.fault ? phrase(found.fault) : sound(found)
    yield report(!found.fault, { en: `history of ${slug}`, zh: `${slug} 的历史` }, en, zh)
  }
}

import { refusal } from '@tenon/kernel/problem/problem.ts'

/** What the rules of a licence say no to. */

export const noEnd = refusal('LICENSE_WITHOUT_END', 422, {
  en: 'Only a perpetual licence has no last day. Fill in “Ends on” first.',
  zh: '只有永久许可证可以没有到期日，请先填写“到期日”。',
})
export const unpaid = refusal('LICENSE_UNPAID', 422, {
  en: 'Purchase {purchase} is not paid yet. Record the payment, or give a reason to issue the licence before it.',
  zh: '采购单 {purchase} 尚未付款。请先登记付款，或填写提前签发的原因。',
})
export const notDeployed = refusal('LICENSE_NOT_DEPLOYED', 409, {
  en: 'No deployment of this licence is completed yet.',
  zh: '此许可证还没有已完成的部署。',
})
export const neverEnds = refusal('LICENSE_NEVER_ENDS', 409, {
  en: 'A perpetual licence never ends, so there is nothing to renew.',
  zh: '永久许可证没有到期日，无需续期。',
})
export const termOverlaps = refusal('TERM_OVERLAPS', 422, {
  en: 'The licence runs until {endsOn}; the new term can only start after that day.',
  zh: '许可证有效期至 {endsOn}，新的期限只能从次日或之后开始。',
})
export const renewalPast = refusal('RENEWAL_PAST', 422, {
  en: 'Counted from the last expiry, the renewal would already have ended on {to}. Choose more months, or a later start.',
  zh: '从上次到期日起算，续期将在 {to} 结束，早于今天。请增加月数或选择更晚的开始日。',
})
export const alreadyRenewed = refusal('ALREADY_RENEWED', 409, {
  en: 'This renewal is already on record today as {purchase}. If it is another one, give it an order number of its own.',
  zh: '今天已登记相同的续期（{purchase}）。如确为另一笔，请填写不同的订单号。',
})
export const nothingAdded = refusal('NOTHING_ADDED', 422, {
  en: 'Say how many users or workspaces are added.',
  zh: '请填写要增加的用户数或工作区数。',
})
export const notHigher = refusal('EDITION_NOT_HIGHER', 422, {
  en: 'The licence has the edition “{edition}”; choose a higher one, or another policy.',
  zh: '许可证当前版本为“{edition}”，请选择更高的版本或其他策略。',
})
export const notIssued = refusal('LICENSE_NOT_ISSUED', 409, {
  en: 'The licence {license} is not in force, so it cannot be deployed.',
  zh: '许可证 {license} 当前无效，不能部署。',
})
export const terminationAsked = refusal('TERMINATION_ASKED', 409, {
  en: 'Somebody has already asked to terminate this licence. Another person can terminate it now, or withdraw the request.',
  zh: '已有人申请终止此许可证。现在可由另一人执行终止，或撤回申请。',
})
export const terminationNotAsked = refusal('TERMINATION_NOT_ASKED', 409, {
  en: 'Terminating a licence takes two people. Request the termination first; another person then carries it out.',
  zh: '终止许可证须由两人完成：请先申请终止，再由另一人执行。',
})
export const terminationByOnePerson = refusal('TERMINATION_BY_ONE_PERSON', 409, {
  en: 'You requested this termination yourself. Another person has to carry it out.',
  zh: '终止申请由您提出，须由另一人执行。',
})
export const terminationByNobody = refusal('TERMINATION_BY_NOBODY', 409, {
  en: 'Only people can terminate a licence, no program.',
  zh: '终止许可证只能由人员操作，程序不能执行。',
})

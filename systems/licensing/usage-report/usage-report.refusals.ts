import { refusal } from '@tenon/kernel/problem/problem.ts'

export const notReceipts = refusal('USAGE_UNREADABLE', 422, {
  en: 'Line {line} of the report is no usage receipt. Send the file that “tenon-license export” wrote.',
  zh: '报告第 {line} 行不是用量回执，应上传由“tenon-license export”导出的文件。',
})
export const tampered = refusal('USAGE_TAMPERED', 422, {
  en: 'Line {line} of the report was changed after it was signed, so nothing of it is taken over.',
  zh: '报告第 {line} 行在签名后被修改，整份报告未被采用。',
})
export const otherLicense = refusal('USAGE_OF_OTHER_LICENSE', 422, {
  en: 'Receipt {sequence} is about another licence.',
  zh: '第 {sequence} 号回执属于其他许可证。',
})
export const unknownActivation = refusal('USAGE_OF_OTHER_ACTIVATION', 422, {
  en: 'Receipt {sequence} names an activation that this licence has not.',
  zh: '第 {sequence} 号回执所指的激活不属于此许可证。',
})
export const tooMany = refusal('USAGE_TOO_LONG', 422, {
  en: 'A report has at most {most} receipts. Send it in parts: tenon-license export --from NUMBER.',
  zh: '一份报告最多包含 {most} 条回执，可分次上传：tenon-license export --from 编号。',
})
export const nothingReported = refusal('USAGE_EMPTY', 422, {
  en: 'The report is empty.',
  zh: '报告没有内容。',
})
export const notBegun = refusal('USAGE_OF_DRAFT', 409, {
  en: 'The licence has not been issued yet.',
  zh: '许可证尚未签发。',
})

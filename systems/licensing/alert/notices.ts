/** What people are told of licences without having asked; all of it is also mailed unless they choose otherwise. */
export const alertNotices = [
  'licenseExpiring',
  'licenseOverused',
  'licenseSilent',
  'licenseCloned',
  'licenseUnpaid',
  'licenseAlertAssigned',
] as const

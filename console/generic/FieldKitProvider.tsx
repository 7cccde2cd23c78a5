import { type FieldFormats, type FieldKit, FieldKitContext } from '@tenon/kernel/fields/field-view.ts'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../app/formats.ts'
import { usePreferences } from '../app/preferences.tsx'
import { StatusPill } from '../ui/StatusPill.tsx'
import { Choose, ChooseMany } from './controls/Choose.tsx'
import { EditLines } from './controls/EditLines.tsx'
import { FindRecord } from './controls/FindRecord.tsx'
import { PickDay, PickInstant } from './controls/PickDay.tsx'
import { RecordLink, RecordName } from './controls/RecordLink.tsx'
import { Scan } from './controls/Scan.tsx'
import { viewOf } from './fieldViews.tsx'

const parts = {
  view: viewOf,
  Link: RecordLink,
  RecordName,
  Status: StatusPill,
  Choose,
  ChooseMany,
  FindRecord,
  PickDay,
  PickInstant,
  EditLines,
  Scan,
}

const plain = (places: number) => ({ minimumFractionDigits: places, maximumFractionDigits: places })

function useFieldFormats(): FieldFormats {
  const formats = useFormats()
  return useMemo(
    () => ({
      number: (value, scale) => formats.number(value, scale === undefined ? {} : plain(scale)),
      money: value => formats.money(value),
      moneyShort: value => formats.money(value, { compact: true }),
      day: value => formats.date(value),
      instant: value => formats.instant(value),
    }),
    [formats],
  )
}

/** Hands the field views the console's language, formats and controls. Above every generic screen. */
export function FieldKitProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const format = useFieldFormats()
  const kit = useMemo<FieldKit>(
    () => ({ ...parts, language, format, text: (key, values) => t(`generic.${key}`, { ...values }) }),
    [language, format, t],
  )
  return <FieldKitContext value={kit}>{children}</FieldKitContext>
}

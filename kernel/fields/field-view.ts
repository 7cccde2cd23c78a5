import { type ComponentType, createContext, type ReactNode, useContext } from 'react'
import type { FieldMeta, OptionMeta } from '../derive/meta-types.ts'
import type { Tone } from '../entity/entity.ts'
import type { Language } from '../messages/language.ts'

/** A value of a field, never null: who shows it has already drawn the dash of an empty one. */
export interface ShowProps<T> {
  readonly value: T
  readonly field: FieldMeta
}

export interface ControlProps<T = unknown> {
  readonly field: FieldMeta
  /** The id its label points at. */
  readonly id: string
  /** What was typed so far: also text that is not yet a value of the kind, which `problem` then names. */
  readonly value: T | string | null | undefined
  onChange(value: unknown): void
  onBlur?(): void
  readonly invalid?: boolean
  /** The id of the hint or error below. */
  readonly describedBy?: string
  readonly autoFocus?: boolean
  /** Instead of a label that is elsewhere on the screen: cells of a lines editor, inline edit. */
  readonly label?: string
}

/** Why a value is refused before the server is asked: the code it would answer, and the limits for the sentence. */
export interface Problem {
  readonly code: string
  readonly values?: Readonly<Record<string, string | number>>
}

/** How one kind of value looks: in a list, among properties, in a form, and as plain text. */
export interface FieldView<T = unknown> {
  /** One line of plain DOM: thousands of them are on screen. */
  readonly Cell: ComponentType<ShowProps<T>>
  readonly Value: ComponentType<ShowProps<T>>
  readonly Control: ComponentType<ControlProps<T>>
  text(value: T, field: FieldMeta, kit: FieldKit): string
  /** Mirrors the kind's schema as far as the metadata tells it; the server has the last word. */
  problem?(value: unknown, field: FieldMeta): Problem | undefined
  /** A cell pasted from a spreadsheet. */
  parse?(text: string, field: FieldMeta): unknown
  readonly numeric?: boolean
  /** Of its column in a list: the narrowest, and its share of what is left, in pixels and parts. */
  readonly width: readonly [min: number, grow: number]
}

/** A record found for a reference: its id and what to call it. */
export interface Found {
  readonly id: string
  readonly title: string
}

export interface FieldFormats {
  /** Grouped, with as many places as the text has or `scale` says. */
  number(value: number | string, scale?: number): string
  /** `¥386,000` */
  money(value: { readonly amount: string; readonly currency: string }): string
  /** `¥38.6万`, `¥3.86M`: for cells, where the exact amount is one hover away. */
  moneyShort(value: { readonly amount: string; readonly currency: string }): string
  /** `12 Nov`, with the year when it is another one. */
  day(value: string): string
  instant(value: string): string
}

export interface ChooseProps extends ControlProps {
  readonly options: readonly OptionMeta[]
}

/** What views need of the console around them, handed in so that the kernel imports nothing of it. */
export interface FieldKit {
  readonly language: Language
  readonly format: FieldFormats
  text(key: string, values?: Readonly<Record<string, string | number>>): string
  view(field: FieldMeta): FieldView
  readonly Link: ComponentType<{ readonly path: string; readonly id: string; readonly children: ReactNode }>
  /** A record of which only the id came: asks for its title. */
  readonly RecordName: ComponentType<{ readonly path: string; readonly entity: string; readonly id: string }>
  readonly Status: ComponentType<{ readonly tone: Tone; readonly label: string; readonly plain?: boolean }>
  readonly Choose: ComponentType<ChooseProps>
  readonly ChooseMany: ComponentType<ChooseProps>
  readonly FindRecord: ComponentType<ControlProps>
  readonly PickDay: ComponentType<ControlProps>
  readonly PickInstant: ComponentType<ControlProps>
  readonly EditLines: ComponentType<ControlProps>
  /** A button that reads a barcode with the camera; nothing where there is none. */
  readonly Scan: ComponentType<{ readonly label: string; onText(text: string): void }>
}

export const FieldKitContext = createContext<FieldKit | null>(null)

export function useFieldKit(): FieldKit {
  const kit = useContext(FieldKitContext)
  if (!kit) throw new Error('Field views are drawn inside a FieldKitContext')
  return kit
}

/** A view of `T` as the registry holds it, of values whose type the metadata tells only at run time. */
export const fieldView = <T>(view: FieldView<T>) => view as unknown as FieldView

/** The attributes every control of plain text shares. */
export function inputProps(props: ControlProps) {
  const { id, onBlur, invalid, describedBy, autoFocus, label, field } = props
  return {
    id,
    className: 'ctl',
    'aria-invalid': invalid || undefined,
    'aria-describedby': describedBy,
    'aria-required': field.required || undefined,
    'aria-label': label,
    autoFocus,
    onBlur: onBlur && (() => onBlur()),
  }
}

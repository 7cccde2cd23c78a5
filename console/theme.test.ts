import { expect, test } from 'vitest'
import { type Accent, accents, type Mode, surface, tokenSheet } from './theme.ts'

const modes: readonly Mode[] = ['light', 'dark']
const pairs = modes.flatMap(mode => accents.map(accent => [mode, accent] as [Mode, Accent]))

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

test.each(pairs)('in %s, %s can be read on every surface it meets', (mode, accent) => {
  const c = surface(mode, 'normal', accent)
  for (const fill of [c.pri, c.priHover, c.priActive]) expect(contrast(c.onPri, fill), fill).toBeGreaterThanOrEqual(4.5)
  for (const ground of [c.panel, c.canvas, c.overlay, c.raised, c.priBg, c.priBg2, c.selBg])
    expect(contrast(c.priText, ground), ground).toBeGreaterThanOrEqual(4.5)
  for (const ground of [c.priBg, c.selBg]) {
    expect(contrast(c.tx, ground), ground).toBeGreaterThanOrEqual(7)
    expect(contrast(c.tx2, ground), ground).toBeGreaterThanOrEqual(4.5)
  }
  expect(contrast(c.focus, c.panel)).toBeGreaterThanOrEqual(3)
})

test('more contrast lifts the outlines of controls to 3:1, in both modes', () => {
  for (const mode of modes) {
    const c = surface(mode, 'more')
    expect(contrast(c.bdControl, c.panel)).toBeGreaterThanOrEqual(3)
    expect(contrast(c.tx3, c.canvas)).toBeGreaterThanOrEqual(7)
  }
})

test('every accent has its rule in both modes', () => {
  const sheet = tokenSheet()
  for (const [mode, accent] of pairs)
    if (accent !== 'petrol') expect(sheet).toContain(`:root[data-mode=${mode}][data-accent=${accent}]`)
})

/**
 * Design tokens: the one place where a colour, radius, duration or shadow is written. Three outputs: `tokenSheet()` here
 * (CSS variables: var(--tx), var(--st-risk) …), `antdTheme()` in antd-theme.ts, `echartsTheme()` here.
 *
 * Colours were generated in OKLCH (neutral hue 225, brand hue 213) and then checked by script:
 *   text/tx2/tx3 >= 4.5:1 on every surface they may sit on; icons, dots, bars >= 3:1;
 *   the six status solids differ by dE(OKLab) >= 9 in light and >= 11 in dark for normal, protan, deutan, tritan sight.
 */
export type Mode = 'light' | 'dark'
/** touch is not a user choice: it is forced below 768 px and on coarse pointers. */
export type Density = 'comfortable' | 'standard' | 'compact' | 'touch'
export type StatusKey = 'production' | 'processing' | 'issue' | 'accepted' | 'unstarted' | 'risk'

/* ------------------------------------------------------------------ ramps */
export const ramp = {
  neutral: {
    0: '#FFFFFF',
    25: '#F9FBFC',
    50: '#F5F7F8',
    100: '#EEF1F2',
    150: '#E8EBEC',
    200: '#DFE3E4',
    300: '#D0D4D6',
    400: '#A5ACAF',
    500: '#7E868A',
    600: '#636C70',
    700: '#495155',
    800: '#2D3639',
    900: '#181F22',
    950: '#0D1315',
  },
  graphite: {
    0: '#080B0C',
    50: '#0F1314',
    100: '#16191B',
    150: '#1B1F21',
    200: '#1E2224',
    250: '#212527',
    300: '#2D3235',
    400: '#43494B',
    500: '#5D6568',
    600: '#959DA0',
    700: '#A9B1B4',
    900: '#EAEDEF',
  },
  /** brand "petrol": sits between status blue and status green, so brand never reads as a state. */
  petrol: {
    1: '#EEF9FC',
    2: '#DAF2F7',
    3: '#B9E5EF',
    4: '#89D1E1',
    5: '#48AEC3',
    6: '#007081',
    7: '#005F6E',
    8: '#004D59',
    9: '#003B46',
    10: '#01282F',
  },
} as const

/* ------------------------------------------------- the six status colours */
type StatusTone = { solid: string; text: string; bg: string; border: string }
export const status: Record<Mode, Record<StatusKey, StatusTone>> = {
  light: {
    production: { solid: '#9862EB', text: '#633998', bg: '#F5F1FF', border: '#E1D3FA' },
    processing: { solid: '#1E50AC', text: '#1150A5', bg: '#EDF4FF', border: '#C5DDFF' },
    issue: { solid: '#DC6D00', text: '#7E4200', bg: '#FEF1E7', border: '#F8D3B8' },
    accepted: { solid: '#2C9F6B', text: '#00653B', bg: '#E9F8EE', border: '#BEE6CC' },
    unstarted: { solid: '#686E72', text: '#4A565B', bg: '#F2F4F5', border: '#D6DCDE' },
    risk: { solid: '#B5252F', text: '#95222B', bg: '#FFEFEE', border: '#FDCDCA' },
  },
  dark: {
    production: { solid: '#C9A6F7', text: '#D3BBFE', bg: '#291E39', border: '#483664' },
    processing: { solid: '#2C8BFA', text: '#A8CBFF', bg: '#15253C', border: '#25416B' },
    issue: { solid: '#F89A30', text: '#F8BA8B', bg: '#361E09', border: '#60350D' },
    accepted: { solid: '#7FDDA9', text: '#94DCB0', bg: '#0B2C1A', border: '#104D2F' },
    unstarted: { solid: '#788084', text: '#C1CBCE', bg: '#222527', border: '#3C4245' },
    risk: { solid: '#EA4335', text: '#FFB2AE', bg: '#391A19', border: '#652E2D' },
  },
}

/* ------------------------------------------------------- semantic surface */
export type Semantic = { [K in keyof typeof semantic.light]: string }
export const semantic = {
  light: {
    canvas: ramp.neutral[50],
    panel: ramp.neutral[0],
    raised: ramp.neutral[0],
    sunken: ramp.neutral[25],
    overlay: ramp.neutral[0],
    hover: 'rgba(24,31,34,.045)',
    active: 'rgba(24,31,34,.08)',
    fill: 'rgba(24,31,34,.06)',
    bd: ramp.neutral[200],
    bd2: ramp.neutral[150],
    bdStrong: ramp.neutral[400],
    bdControl: ramp.neutral[300],
    tx: ramp.neutral[900],
    tx2: ramp.neutral[700],
    tx3: ramp.neutral[600],
    tx4: ramp.neutral[500],
    pri: ramp.petrol[6],
    priHover: ramp.petrol[7],
    priActive: ramp.petrol[8],
    priText: ramp.petrol[6],
    priBg: ramp.petrol[1],
    priBg2: ramp.petrol[2],
    priBd: ramp.petrol[4],
    onPri: '#FFFFFF',
    selBg: '#F0F8FA',
    focus: ramp.petrol[6],
    mask: 'rgba(13,19,21,.32)',
    spotlight: ramp.neutral[900],
    glow: 'rgba(0,112,129,.14)',
    e1: '0 1px 2px rgba(13,19,21,.04)',
    e2: '0 0 0 1px rgba(13,19,21,.06), 0 4px 8px -2px rgba(13,19,21,.08), 0 12px 24px -6px rgba(13,19,21,.10)',
    e3: '0 0 0 1px rgba(13,19,21,.06), 0 8px 16px -4px rgba(13,19,21,.10), 0 24px 56px -12px rgba(13,19,21,.22)',
    diffAdd: '#E2F5EA',
    diffDel: '#FDEBEA',
  },
  dark: {
    canvas: ramp.graphite[0],
    panel: ramp.graphite[50],
    raised: ramp.graphite[100],
    sunken: '#0B0E0F',
    overlay: ramp.graphite[150],
    hover: 'rgba(234,237,239,.05)',
    active: 'rgba(234,237,239,.09)',
    fill: 'rgba(234,237,239,.08)',
    bd: '#24292B',
    bd2: '#1C2022',
    bdStrong: ramp.graphite[500],
    bdControl: '#33393C',
    tx: ramp.graphite[900],
    tx2: ramp.graphite[700],
    tx3: ramp.graphite[600],
    tx4: '#6B7377',
    pri: '#007C8F',
    priHover: '#048194',
    priActive: '#006F80',
    priText: '#67C7DC',
    priBg: '#0C2226',
    priBg2: '#103239',
    priBd: '#1C5C68',
    onPri: '#FFFFFF',
    selBg: '#0E1D21',
    focus: '#5ABBCF',
    mask: 'rgba(0,0,0,.56)',
    spotlight: '#2D3235',
    glow: 'rgba(90,187,207,.22)',
    e1: '0 1px 2px rgba(0,0,0,.4)',
    e2: '0 0 0 1px rgba(234,237,239,.09), 0 4px 12px rgba(0,0,0,.45), 0 16px 32px -8px rgba(0,0,0,.55)',
    e3: '0 0 0 1px rgba(234,237,239,.10), 0 8px 24px rgba(0,0,0,.5), 0 32px 64px -12px rgba(0,0,0,.7)',
    diffAdd: '#0C2B1B',
    diffDel: '#361A1A',
  },
}

/** `contrast: 'more'` follows prefers-contrast and a user setting: control borders reach 3:1, tertiary text becomes secondary. */
export type Contrast = 'normal' | 'more'
export function surface(mode: Mode, contrast: Contrast = 'normal', accent: Accent = 'petrol'): Semantic {
  const c = { ...semantic[mode], ...accentColours(mode, accent) }
  return contrast === 'normal' ? c : { ...c, bdControl: c.tx4, bd: c.bdStrong, tx3: c.tx2, tx2: c.tx }
}

/* ------------------------------------------------------------------ charts
 * Six categorical slots (dE >= 9.5 for all three dichromacies); a seventh category becomes "Other" (grey).
 * Series are also told apart by dash / marker / direct label — never by colour alone. */
export const chart = {
  light: {
    cat: ['#00788A', '#D97C06', '#7F5CC8', '#27A971', '#A31436', '#164A8F'],
    other: '#A5ACAF',
    seq: ['#EBF6F8', '#CFEAF1', '#ACDAE5', '#82C4D2', '#52A6B8', '#168699', '#006373', '#004551'],
    grid: '#E8EBEC',
    axis: '#636C70',
  },
  dark: {
    cat: ['#4FB6C6', '#E9A820', '#9D7CF2', '#86E7A2', '#D65A6E', '#1F76BC'],
    other: '#5D6568',
    seq: ['#121B1D', '#14292D', '#153B43', '#17535E', '#1D6F7E', '#2C8EA1', '#4BB1C6', '#86DAEC'],
    grid: '#1C2022',
    axis: '#959DA0',
  },
}

/* -------------------------------------------------- type, space, shape, time */
export const font = {
  /** Latin first, so Latin letters and digits never fall into the CJK face. YaHei *UI* has the tighter line box. */
  sans: `"Inter Variable", Inter, -apple-system, BlinkMacSystemFont, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Noto Sans SC", "Noto Sans CJK SC", "Segoe UI", sans-serif`,
  mono: `"JetBrains Mono Variable", ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Noto Sans Mono CJK SC", monospace`,
  /** size / line-height. CJK floor is 12 px; 11 px is for Latin capitals, digits and key caps only. */
  scale: {
    cap: [11, 16],
    sm: [12, 18],
    base: [13, 20],
    md: [14, 22],
    lg: [16, 24],
    xl: [20, 28],
    '2xl': [26, 34],
    '3xl': [34, 42],
  },
}
export const space = [0, 2, 4, 6, 8, 12, 16, 20, 24, 32, 40, 56] as const
export const radius = { xs: 3, sm: 5, md: 6, lg: 8, xl: 10, full: 999 }
export const motion = {
  fast: '80ms',
  mid: '140ms',
  slow: '200ms',
  max: '280ms',
  out: 'cubic-bezier(.2,0,0,1)',
  in: 'cubic-bezier(.4,0,1,1)',
  inOut: 'cubic-bezier(.3,0,.2,1)',
}
export const size: Record<
  Density,
  { control: number; sm: number; lg: number; row: number; font: number; gutter: number }
> = {
  comfortable: { control: 34, sm: 28, lg: 40, row: 44, font: 14, gutter: 24 },
  standard: { control: 30, sm: 26, lg: 36, row: 36, font: 13, gutter: 20 },
  compact: { control: 28, sm: 24, lg: 32, row: 30, font: 13, gutter: 16 },
  touch: { control: 44, sm: 36, lg: 48, row: 60, font: 15, gutter: 16 },
}

/** Tenant accents: eight vetted triples [light solid, dark solid, dark text]; white text on both solids >= 4.5:1. */
export const tenantAccents = {
  petrol: ['#007081', '#007C8F', '#67C7DC'],
  ink: ['#181F22', '#5B656A', '#EAEDEF'],
  pine: ['#1F6B4A', '#24774F', '#7CCBA0'],
  cobalt: ['#2B55B5', '#3563C9', '#9DBBFF'],
  plum: ['#7A3E7E', '#8A4A8E', '#DDA5E0'],
  clay: ['#9A4A2B', '#A9522F', '#F0A98A'],
  wine: ['#8E2F4A', '#AA4260', '#F2A2B5'],
  moss: ['#5A6420', '#667126', '#C3CE86'],
} as const satisfies Record<string, readonly [string, string, string]>
export type Accent = keyof typeof tenantAccents
export const accents = Object.keys(tenantAccents) as Accent[]

const channels = (hex: string) => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16))
/** `share` of the first colour over the second. */
function mix(over: string, under: string, share: number): string {
  const below = channels(under)
  const mixed = channels(over).map((value, at) => Math.round(value * share + (below[at] ?? 0) * (1 - share)))
  return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`
}

const brandNames = 'pri priHover priActive priText priBg priBg2 priBd selBg focus glow'.split(' ') as (keyof Semantic)[]

/** Everything of the brand's colour in another accent; petrol's own were tuned by hand. */
export function accentColours(mode: Mode, accent: Accent): Partial<Semantic> {
  const { panel } = semantic[mode]
  if (accent === 'petrol') return Object.fromEntries(brandNames.map(name => [name, semantic[mode][name]]))
  const [light, dark, darkText] = tenantAccents[accent]
  const [pri, text] = mode === 'light' ? [light, light] : [dark, darkText]
  const pale = mode === 'light' ? 1 : 1.3
  const tint = (share: number) => mix(text, panel, share * pale)
  return {
    pri,
    // Towards black in both modes: white on it gains, never loses.
    priHover: mix(pri, '#000000', 0.9),
    priActive: mix(pri, '#000000', 0.8),
    priText: text,
    priBg: tint(0.07),
    priBg2: tint(0.13),
    priBd: tint(0.42),
    selBg: tint(0.055),
    focus: text,
    glow: `rgba(${channels(text).join(',')},${mode === 'light' ? 0.16 : 0.22})`,
  }
}

/* ------------------------------------------------------------ CSS variables */
const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
const rule = (selector: string, lines: readonly string[]) => `${selector}{${lines.join(';')}}`

function colours(mode: Mode, contrast: Contrast): string[] {
  const lines = Object.entries(surface(mode, contrast)).map(([name, value]) => `--${kebab(name)}:${value}`)
  for (const [name, tone] of Object.entries(status[mode]))
    lines.push(
      `--st-${name}:${tone.solid}`,
      `--st-${name}-tx:${tone.text}`,
      `--st-${name}-bg:${tone.bg}`,
      `--st-${name}-bd:${tone.border}`,
    )
  chart[mode].cat.forEach((value, at) => {
    lines.push(`--ch-${at + 1}:${value}`)
  })
  chart[mode].seq.forEach((value, at) => {
    lines.push(`--seq-${at}:${value}`)
  })
  for (const [name, [light, dark]] of Object.entries(tenantAccents))
    lines.push(`--accent-${name}:${mode === 'light' ? light : dark}`)
  return [`color-scheme:${mode}`, ...lines]
}

const shape = () => [
  ...Object.entries(radius).map(([name, value]) => `--r-${name}:${value}px`),
  ...Object.entries(motion).map(([name, value]) => `--m-${kebab(name)}:${value}`),
  `--font:${font.sans}`,
  `--mono:${font.mono}`,
]
const measures = (density: Density) => {
  const { control, sm, lg, row, font, gutter } = size[density]
  return [
    `--fs:${font}px`,
    `--ctl:${control}px`,
    `--ctl-sm:${sm}px`,
    `--ctl-lg:${lg}px`,
    `--row:${row}px`,
    `--gutter:${gutter}px`,
  ]
}

const accentLines = (mode: Mode, accent: Accent) =>
  Object.entries(accentColours(mode, accent)).map(([name, value]) => `--${kebab(name)}:${value}`)

/**
 * Every mode, density, contrast and accent as one static sheet, chosen by `data-mode`, `data-density`, `data-contrast` and
 * `data-accent` on <html>, so that nothing is written at run time and nothing flashes.
 */
export function tokenSheet(): string {
  const modes: readonly Mode[] = ['light', 'dark']
  return [
    rule(':root', [...shape(), ...measures('standard'), ...colours('light', 'normal')]),
    ...modes.flatMap(mode => [
      rule(`:root[data-mode=${mode}]`, colours(mode, 'normal')),
      rule(`:root[data-mode=${mode}][data-contrast=more]`, colours(mode, 'more')),
      ...accents
        .filter(accent => accent !== 'petrol')
        // Thrice by name: it must win over the rule for more contrast, which speaks of these colours too.
        .map(accent => rule(`:root[data-mode=${mode}][data-accent=${accent}][data-accent]`, accentLines(mode, accent))),
    ]),
    ...(Object.keys(size) as Density[]).map(density => rule(`:root[data-density=${density}]`, measures(density))),
  ].join('\n')
}

/* ------------------------------------------------------------- echarts theme */
export function echartsTheme(mode: Mode) {
  const c = semantic[mode],
    k = chart[mode]
  const axis = {
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: k.axis, fontSize: 12 },
    splitLine: { lineStyle: { color: k.grid } },
    nameTextStyle: { color: k.axis, fontSize: 12 },
  }
  return {
    color: k.cat,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: font.sans, color: c.tx2 },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    timeAxis: axis,
    logAxis: axis,
    line: { symbol: 'circle', symbolSize: 5, showSymbol: false, lineStyle: { width: 1.75 } },
    bar: { itemStyle: { borderRadius: [2, 2, 0, 0] } },
    legend: { icon: 'roundRect', itemWidth: 8, itemHeight: 8, itemGap: 14, textStyle: { color: c.tx2, fontSize: 12 } },
    tooltip: {
      backgroundColor: c.overlay,
      borderWidth: 0,
      padding: [8, 10],
      textStyle: { color: c.tx, fontSize: 12 },
      extraCssText: `box-shadow:${c.e2};border-radius:8px;`,
      axisPointer: { lineStyle: { color: c.bdStrong, type: 'dashed' } },
    },
    animationDuration: 240,
    animationEasing: 'cubicOut',
  }
}

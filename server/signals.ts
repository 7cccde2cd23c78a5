import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { jobSignal } from '@tenon/kernel/jobs/tray/touch.ts'
import { presenceSignal } from '@tenon/kernel/live/presence/signal.ts'
import type { Signal } from '@tenon/kernel/live/signal.ts'

/** What is told to those who watch, beside what the systems declare. */
export const kernelSignals = (catalog: Catalog): readonly Signal[] => [jobSignal, presenceSignal(catalog)]
